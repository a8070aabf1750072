import { QueryClient } from '@tanstack/react-query';
import { Problem } from '../api/problem';

/** What was fetched, and what is being. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && error instanceof Problem && (error.status === 0 || error.status === 429 || error.status >= 500),
      retryDelay: (failures, error) => (error instanceof Problem && error.retryAfter ? error.retryAfter * 1000 : 500 * 2 ** failures),
    },
    mutations: { retry: false },
  },
});
