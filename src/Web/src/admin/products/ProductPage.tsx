import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { answer, api, type Schemas } from '../../api/client';
import { Badge } from '../../design/Badge';
import { ButtonLink } from '../../design/Button';
import { Notice } from '../../design/Notice';
import { Query } from '../../design/Query';
import { Title } from '../../design/Title';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { routes } from '../routes';
import { ProductChanges } from './ProductChanges';
import { ProductCreateForm } from './ProductCreateForm';
import { ProductEditForm } from './ProductEditForm';
import { ProductPrices } from './ProductPrices';
import { productKey } from './productKey';
import { ProductReviews } from './ProductReviews';
import '../parts/parts.css';
import './products.css';

const tabs = ['details', 'prices', 'reviews', 'changes'] as const;

/** One product: what it is, what it cost, what is said of it, and who changed it; or a new one. */
export default function ProductPage({ id }: { id: string }) {
  const isNew = id === 'new';
  const product = useQuery({ queryKey: productKey(id), queryFn: () => answer(api.GET('/api/v1/products/{id}', { params: { path: { id } } })), enabled: !isNew });
  return (
    <div className="stack">
      <nav className="small" aria-label={T.common.back}>
        <Link href={routes.products}>{O.products.title}</Link>
      </nav>
      {isNew ? <ProductCreateForm /> : <Query of={product}>{found => <Shown product={found} />}</Query>}
    </div>
  );
}

function Shown({ product }: { product: Schemas['ProductAnswer'] }) {
  const words = O.products;
  const [params] = useSearchParams();
  const tab = tabs.find(t => t === params.get('tab')) ?? 'details';
  const address = `${routes.products}/${product.id}`;
  return (
    <>
      <div className="page-head">
        <div className="row">
          <Title>{product.name}</Title>
          {!product.active && <Badge tone="bad">{words.offSale}</Badge>}
        </div>
        <div className="row">
          {product.active && <a className="button button-quiet button-s" href={`/products/${product.id}`}>{words.inShop}</a>}
          <ButtonLink kind="quiet" small href={routes.stock.replace(':id', product.id)}>{words.stock}</ButtonLink>
        </div>
      </div>
      {!product.active && <Notice kind="warn">{words.offSaleHint}</Notice>}
      <nav className="tabs" aria-label={words.parts}>
        {tabs.map(t => (
          <Link key={t} className="tab" href={t === 'details' ? address : `${address}?tab=${t}`} replace aria-current={t === tab ? 'page' : undefined}>{words.tabs[t]}</Link>
        ))}
      </nav>
      {/* What was typed stays while one looks at the other parts. */}
      <div hidden={tab !== 'details'}><ProductEditForm product={product} /></div>
      {tab === 'prices' && <ProductPrices product={product} />}
      {tab === 'reviews' && <ProductReviews product={product} />}
      {tab === 'changes' && <ProductChanges product={product} />}
    </>
  );
}
