import { useQuery, type UseQueryOptions } from '@tanstack/react-query';
import type { Schemas } from '../../api/client';
import { useArrived } from '../../design/useArrived';
import { ProductGrid } from '../catalog/ProductCard';

type Found = Schemas['RecommendationPage'];

/** Other products; nothing at all where there are none, or they cannot be had: the page is not about them. */
export function Related({ title, query }: { title: string; query: Pick<UseQueryOptions<Found, Error, Found, string[]>, 'queryKey' | 'queryFn' | 'staleTime'> }) {
  const found = useQuery(query);
  const products = useArrived(found.data?.items);
  if (!products || products.length === 0) return null;
  return (
    <section className="stack">
      <h2>{title}</h2>
      <ProductGrid products={products} />
    </section>
  );
}
