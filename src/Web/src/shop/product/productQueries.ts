import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../api/client';

/** How often stock is looked at while the page is, in milliseconds. */
const stockEvery = 20_000;

/** Prices that are read at most, a hundred at a time. */
const mostPricePages = 5;

/** What can be had now: asked again while somebody looks, and when they come back. */
export const stockQuery = (id: string) =>
  queryOptions({
    queryKey: ['product', id, 'stock'],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/products/{id}/stock', { params: { path: { id } }, signal })),
    refetchInterval: stockEvery,
    refetchOnWindowFocus: 'always',
  });

export const similarQuery = (id: string) =>
  queryOptions({
    queryKey: ['product', id, 'similar'],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/products/{id}/similar', { params: { path: { id }, query: { limit: '4' } }, signal })),
    staleTime: 60_000,
  });

export const togetherQuery = (id: string) =>
  queryOptions({
    queryKey: ['product', id, 'together'],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/products/{id}/bought-together', { params: { path: { id }, query: { limit: '4' } }, signal })),
    staleTime: 60_000,
  });

/** What it cost so far. */
export const pricesQuery = (id: string) =>
  queryOptions({
    queryKey: ['product', id, 'prices'],
    queryFn: async ({ signal }) => {
      const items: Schemas['PricePoint'][] = [];
      let cursor = '';
      let lowest: Schemas['Money'] | null = null;
      for (let i = 0; i < mostPricePages; i++) {
        const page = await answer(api.GET('/api/v1/products/{id}/prices', { params: { path: { id }, query: { limit: '100', ...(cursor ? { cursor } : {}) } }, signal }));
        items.push(...page.items);
        lowest ??= page.lowestIn30Days ?? null;
        if (!page.nextCursor) break;
        cursor = page.nextCursor;
      }

      return { items, lowest };
    },
    staleTime: 60_000,
  });

export const reviewsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['product', id, 'reviews'],
    queryFn: ({ pageParam, signal }) => answer(api.GET('/api/v1/products/{id}/reviews', { params: { path: { id }, query: { limit: '10', ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: page => page.nextCursor ?? undefined,
    staleTime: 60_000,
  });

/** Pages of a customer's reviews that are looked through for the one of a product. */
const mostReviewPages = 5;

/** The review that who is logged in wrote of a product, or null. Reviews do not say whose they are, so it is looked for among one's own. */
export const myReviewQuery = (id: string) =>
  queryOptions({
    queryKey: ['me', 'reviews', 'of', id],
    queryFn: async ({ signal }) => {
      let cursor = '';
      for (let i = 0; i < mostReviewPages; i++) {
        const page = await answer(api.GET('/api/v1/customers/me/reviews', { params: { query: { limit: '100', ...(cursor ? { cursor } : {}) } }, signal }));
        const mine = page.items.find(r => r.productId === id);
        if (mine) return mine;
        if (!page.nextCursor) break;
        cursor = page.nextCursor;
      }

      return null;
    },
    staleTime: 60_000,
  });
