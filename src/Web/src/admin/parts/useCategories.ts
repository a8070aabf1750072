import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';

/** The names of all categories that products on sale are in. */
export function useCategories(): readonly string[] {
  const categories = useQuery({ queryKey: ['categories'], queryFn: () => answer(api.GET('/api/v1/categories')), staleTime: 60_000 });
  return categories.data?.items.map(c => c.name) ?? [];
}
