import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { isProblem } from '../../api/problem';
import { Badge } from '../../design/Badge';
import { NotFound } from '../../design/NotFound';
import { Picture } from '../../design/Picture';
import { Query } from '../../design/Query';
import { Stars } from '../../design/Stars';
import { Skeleton } from '../../design/States';
import { Title } from '../../design/Title';
import { money } from '../../format';
import { T } from '../../texts';
import { productQuery, type Product } from '../catalog/catalogQueries';
import { searchAddress } from '../catalog/searchState';
import { BuyBox } from './BuyBox';
import { PriceHistory } from './PriceHistory';
import { pricesQuery, similarQuery, togetherQuery } from './productQueries';
import { Related } from './Related';
import { Reviews } from './Reviews';
import './product.css';

/** A product: what it is, what it costs, whether it can be had, and what others say. */
export function ProductPage({ id }: { id: string }) {
  const product = useQuery({ ...productQuery(id), refetchOnWindowFocus: 'always' });
  const isFailed = product.isError && product.data === undefined && !(isProblem(product.error) && product.error.status === 404);
  return (
    <div className="wrap">
      {isFailed && <Title hidden>{T.common.failedTitle}</Title>}
      <Query of={product} loading={<Place />}>
        {found => (found.active ? <Shown product={found} /> : <NotFound />)}
      </Query>
    </div>
  );
}

function Shown({ product }: { product: Product }) {
  const prices = useQuery(pricesQuery(product.id));
  const lowest = prices.data?.lowest;
  return (
    <div className="stack-xl">
      <article className="product">
        <div className="product-picture">
          <Picture product={product} eager />
        </div>
        <div className="product-facts stack">
          <div className="stack-s">
            <Link href={searchAddress({ category: product.category })} className="product-category">{product.category}</Link>
            <Title title={product.name}>{product.name}</Title>
            {product.reviewCount > 0 ? (
              <a href="#reviews" className="product-rating">
                <Stars rating={product.rating} />
                <span className="small">{T.product.reviewsCount(product.reviewCount)}</span>
              </a>
            ) : (
              <p className="product-rating small soft">{T.product.notRated}</p>
            )}
          </div>
          <div>
            <p className="product-price numbers">{money(product.price)}</p>
            {lowest && lowest.amount < product.price.amount && <p className="small soft">{T.product.lowest(money(lowest))}</p>}
          </div>
          <BuyBox product={product} />
          <section className="stack-s" aria-label={T.product.description}>
            <p className="product-description">{product.description}</p>
          </section>
          {product.tags.length > 0 && (
            <ul className="row plain-list" aria-label={T.product.topics}>
              {product.tags.map(tag => (
                <li key={tag}>
                  <Link href={searchAddress({ tag })} className="product-tag"><Badge>{tag}</Badge></Link>
                </li>
              ))}
            </ul>
          )}
          <p className="small soft">{T.product.sku(product.sku)}</p>
        </div>
      </article>
      <Related title={T.product.together} query={togetherQuery(product.id)} />
      <Reviews product={product} />
      {prices.data && prices.data.items.length > 1 && <PriceHistory points={prices.data.items} />}
      <Related title={T.product.similar} query={similarQuery(product.id)} />
    </div>
  );
}

/** The place of a product that is on its way. */
function Place() {
  return (
    <div className="product" aria-hidden="true">
      <div className="product-picture">
        <div className="picture skeleton" />
      </div>
      <div className="product-facts stack">
        <Skeleton height="1.5rem" />
        <Skeleton height="3rem" />
        <Skeleton height="2.5rem" />
        <Skeleton height="6rem" />
        <Skeleton lines={3} />
      </div>
    </div>
  );
}
