import { queries } from '../app/queries';
import { categoriesQuery, newestQuery, popularQuery, productQuery, searchQuery } from './catalog/catalogQueries';
import { readSearch } from './catalog/searchState';
import { pages } from './pages';
import { routes } from './routes';

/** Asks for what the first page shows, and for its code, before its words are there: none waits for the others. */
export function beginFirst({ pathname, search }: Location): void {
  const product = /^\/products\/([0-9a-f-]{36})$/i.exec(pathname)?.[1];
  if (pathname === routes.home) for (const query of [categoriesQuery, popularQuery, newestQuery]) void queries.prefetchQuery(query as typeof popularQuery);
  else if (pathname === routes.search) {
    void pages.search();
    void queries.prefetchInfiniteQuery(searchQuery(readSearch(search)));
  } else if (product) {
    void queries.prefetchQuery(productQuery(product));
  }
}
