import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../api/client';
import { asked, type SearchState } from './searchState';

export type Product = Schemas['ProductAnswer'];

/** Products a page of a list holds. */
const pageSize = 24;

/** How long a list that somebody left is kept for the way back, in milliseconds. */
const keptFor = 30 * 60_000;

export const categoriesQuery = queryOptions({
  queryKey: ['categories'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/categories', { signal })),
  staleTime: 60_000,
});

export const popularQuery = queryOptions({
  queryKey: ['products', 'popular'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/products/popular', { params: { query: { limit: '8' } }, signal })),
  staleTime: 60_000,
});

/** The newest products, and twice as many as are shown: some may be popular already. */
export const newestQuery = queryOptions({
  queryKey: ['products', 'newest'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/products', { params: { query: { sort: 'newest', limit: '16', facets: 'false' } }, signal })),
  staleTime: 60_000,
});

export const forMeQuery = queryOptions({
  queryKey: ['me', 'recommendations'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/customers/me/recommendations', { params: { query: { limit: '4' } }, signal })),
  staleTime: 60_000,
});

/** The products of a search, page by page. What was found before stays until the next is there. */
export const searchQuery = (state: SearchState) =>
  infiniteQueryOptions({
    queryKey: ['products', 'search', asked(state)],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET('/api/v1/products', { params: { query: { ...asked(state), limit: String(pageSize), ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: page => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: keptFor,
  });

/** What there would be to choose from, counted and not listed. */
export const facetsQuery = (state: SearchState) =>
  queryOptions({
    queryKey: ['products', 'facets', asked(state)],
    queryFn: async ({ signal }) => (await answer(api.GET('/api/v1/products', { params: { query: { ...asked(state), limit: '1', facets: 'true' } }, signal }))).facets ?? null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export const productQuery = (id: string) =>
  queryOptions({
    queryKey: ['product', id],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/products/{id}', { params: { path: { id } }, signal })),
  });
