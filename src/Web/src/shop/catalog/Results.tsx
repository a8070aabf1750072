import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Schemas } from '../../api/client';
import { Button, ButtonLink } from '../../design/Button';
import { Empty, Failed, Loading } from '../../design/States';
import { T } from '../../texts';
import { ProductGrid, ProductGridPlace } from './ProductCard';
import { filterCount, searchAddress, type SearchState } from './searchState';

/** What was found so far, and the way to more. */
export function Results({ found, state }: { found: UseInfiniteQueryResult<InfiniteData<Schemas['ProductPage']>>; state: SearchState }) {
  const { data, error, isPlaceholderData, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = found;
  const list = useRef<HTMLDivElement>(null);
  const products = unique(data?.pages.flatMap(p => p.items) ?? []);

  // A page may be empty though there are more.
  const goOn = data !== undefined && products.length === 0 && hasNextPage && !isFetchingNextPage && !isFetchNextPageError && !isPlaceholderData;
  useEffect(() => {
    if (goOn) void fetchNextPage();
  }, [goOn, fetchNextPage]);

  // Who asked for more goes on at the first of it.
  const from = useRef<number | null>(null);
  useEffect(() => {
    if (from.current === null || products.length <= from.current) return;
    list.current?.querySelectorAll<HTMLElement>('[data-product] a')[from.current]?.focus({ preventScroll: true });
    from.current = null;
  }, [products.length]);

  if (data === undefined) return error ? <Failed error={error} onRetry={() => void found.refetch()} /> : <Loading><ProductGridPlace count={12} /></Loading>;
  if (products.length === 0) {
    if (goOn || isFetchingNextPage) return <Loading><ProductGridPlace count={12} /></Loading>;
    return (
      <Empty title={T.catalog.noneTitle} icon="search">
        <p className="soft">{T.catalog.none}</p>
        <div className="row">
          {state.q && filterCount(state) > 0 && <ButtonLink href={searchAddress({ q: state.q })}>{T.catalog.withoutFilters}</ButtonLink>}
          <ButtonLink href={searchAddress({})} kind="quiet">{T.catalog.all}</ButtonLink>
        </div>
      </Empty>
    );
  }

  return (
    <>
      <div ref={list} className={isPlaceholderData ? 'search-list search-list-old' : 'search-list'} aria-busy={isPlaceholderData}>
        <ProductGrid products={products} eager={4} />
      </div>
      {isFetchNextPageError && <Failed error={error} />}
      {hasNextPage && (
        <div className="search-more">
          <Button
            kind="quiet"
            busy={isFetchingNextPage}
            onClick={() => {
              from.current = products.length;
              void fetchNextPage();
            }}
          >
            {T.common.more}
          </Button>
          <p className="small soft" role="status">{T.catalog.shown(products.length)}</p>
        </div>
      )}
    </>
  );
}

/** A product that moved while somebody went through the pages is met twice; it is shown once. */
function unique(products: Schemas['ProductAnswer'][]): Schemas['ProductAnswer'][] {
  return [...new Map(products.map(p => [p.id, p])).values()];
}
