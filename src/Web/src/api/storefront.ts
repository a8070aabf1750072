import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from './client';

/** How the shop is set up; that changes with a start of the store only. */
export function useStorefront() {
  return useQuery<Schemas['StorefrontAnswer']>({ queryKey: ['storefront'], queryFn: () => answer(api.GET('/api/v1/storefront')), staleTime: Infinity });
}
