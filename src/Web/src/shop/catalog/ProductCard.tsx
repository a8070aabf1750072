import { Link } from 'wouter';
import type { Schemas } from '../../api/client';
import { queries } from '../../app/queries';
import { Picture } from '../../design/Picture';
import { Stars } from '../../design/Stars';
import { money } from '../../format';
import { T } from '../../texts';
import { productAddress } from '../routes';
import { productQuery, type Product } from './catalogQueries';
import { stockWords } from './stockWords';
import './catalog.css';

let opened: string | null = null;

/** The product that was last gone to from a list; on the way back the focus returns to it. */
export const openedLast = () => opened;

/** A product in a list. All of it leads to the product, by one link. */
export function ProductCard({ product, eager = false }: { product: Product | Schemas['RecommendedProduct']; eager?: boolean }) {
  const stock = stockWords(product.available);
  const isNew = 'reason' in product && product.reason === 'new';
  return (
    <article className="product-card" data-product={product.id}>
      <Picture product={product} eager={eager} />
      <h3 className="product-card-name">
        <Link
          href={productAddress(product.id)}
          onClick={() => {
            opened = product.id;
            // It is there at once, as the list has it, and asked for anew.
            if (queries.getQueryData(productQuery(product.id).queryKey) === undefined) queries.setQueryData(productQuery(product.id).queryKey, product, { updatedAt: 1 });
          }}
        >
          {product.name}
        </Link>
      </h3>
      <p className="product-card-rating small soft">{product.reviewCount > 0 ? <Stars rating={product.rating} count={product.reviewCount} /> : isNew ? T.catalog.isNew : product.category}</p>
      <p className="product-card-foot">
        <strong className="numbers">{money(product.price)}</strong>
        {stock.tone !== 'good' && <span className={`small product-stock-${stock.tone}`}>{stock.text}</span>}
      </p>
    </article>
  );
}

/** Products side by side. */
export function ProductGrid({ products, eager = 0 }: { products: readonly Product[]; eager?: number }) {
  return (
    <ul className="product-grid plain-list">
      {products.map((product, i) => (
        <li key={product.id}>
          <ProductCard product={product} eager={i < eager} />
        </li>
      ))}
    </ul>
  );
}

/** The place of so many products, each as high as a product will be. */
export function ProductGridPlace({ count }: { count: number }) {
  return (
    <div className="product-grid" aria-hidden="true">
      {Array.from({ length: count }, (_, i) => (
        <div key={i} className="product-card">
          <div className="picture skeleton" />
          <div className="product-card-name"><span className="skeleton product-card-line" /></div>
          <div className="product-card-rating small"><span className="skeleton product-card-line product-card-short" /></div>
          <div className="product-card-foot"><span className="skeleton product-card-line product-card-short" /></div>
        </div>
      ))}
    </div>
  );
}
