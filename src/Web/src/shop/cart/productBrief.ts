import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../api/client';

/** What a line of a cart, an order or a review shows of its product beside what it says itself. */
export type ProductBrief = Pick<Schemas['ProductAnswer'], 'id' | 'name' | 'category' | 'imageUrl'>;

/** A product's name and picture; without data until they are there, and where it is gone. */
export function useProductBrief(id: string) {
  return useQuery<ProductBrief>({
    queryKey: ['productBrief', id],
    queryFn: () => answer(api.GET('/api/v1/products/{id}', { params: { path: { id } } })),
    staleTime: 10 * 60_000,
    retry: false,
  });
}
