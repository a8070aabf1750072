import type { Schemas } from '../../api/client';
import { api } from '../../api/client';
import { HistoryTable } from '../parts/HistoryTable';
import { O } from '../../texts/office';

/** Who changed what of a product, and why. */
export function ProductChanges({ product }: { product: Schemas['ProductAnswer'] }) {
  return (
    <HistoryTable
      label={O.products.tabs.changes}
      of={['productHistory', product.id, product.version]}
      fetch={query => api.GET('/api/v1/products/{id}/history', { params: { path: { id: product.id }, query } })}
    />
  );
}
