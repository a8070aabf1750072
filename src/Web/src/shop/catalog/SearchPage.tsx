import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useSearch } from 'wouter/use-browser-location';
import { cameBack, placeHere } from '../../app/navigation';
import { Button } from '../../design/Button';
import { SelectField } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { Title } from '../../design/Title';
import { T } from '../../texts';
import { popularQuery, searchQuery } from './catalogQueries';
import { Chips } from './Chips';
import { Filters } from './Filters';
import { openedLast } from './ProductCard';
import { Results } from './Results';
import { changed, filterCount, readSearch, searchAddress, sorts, usualSort, type Sort } from './searchState';
import './search.css';

/** All products, or those that are searched for; the address says which, so each search can be gone back to and sent on. */
export default function SearchPage() {
  const query = useSearch();
  const [, navigate] = useLocation();
  const [open, setOpen] = useState(false);
  const state = readSearch(query);
  const found = useInfiniteQuery(searchQuery(state));
  const first = found.data?.pages[0];
  // Every price is in the shop's one currency, which any product tells, found or not.
  const told = first?.items[0]?.price.currency;
  const others = useQuery({ ...popularQuery, enabled: first !== undefined && told === undefined });
  const currency = told ?? others.data?.items[0]?.price.currency;
  const page = useRef<HTMLDivElement>(null);

  const drawn = useRef(query);
  useLayoutEffect(() => {
    if (drawn.current === query) return;
    // Another search on this same page begins at its top.
    drawn.current = query;
    if (cameBack()) window.scrollTo(0, placeHere());
    else if (window.scrollY > 0) window.scrollTo(0, 0);
  }, [query]);

  // Who comes back from a product goes on at it; after the title, which takes the focus of every other arrival.
  useEffect(() => {
    if (cameBack()) page.current?.querySelector<HTMLElement>(`[data-product="${openedLast()}"] a`)?.focus({ preventScroll: true });
  }, []);

  const title = state.q ? T.catalog.found(state.q) : (state.category ?? T.catalog.all);
  const total = first?.total;
  const set = filterCount(state);
  return (
    <div className="wrap search" ref={page}>
      <div className="search-head">
        <Title title={title}>{title}</Title>
        <p className="soft" role="status">{total ? T.catalog.count(total.count, total.atLeast ?? false) : ' '}</p>
      </div>
      <div className="search-tools">
        <div className="search-open">
          <Button kind="quiet" aria-expanded={open} aria-controls="filters" onClick={() => setOpen(!open)}>{T.catalog.filtersSet(set)}</Button>
        </div>
        <Chips state={state} currency={currency} />
        <div className="search-sort">
          <SelectField label={T.catalog.sort} value={state.sort ?? usualSort(state)} onChange={e => navigate(searchAddress(changed(state, { sort: e.target.value as Sort })))}>
            {sorts.filter(s => s !== 'relevance' || state.q).map(s => (
              <option key={s} value={s}>{T.catalog.sorts[s]}</option>
            ))}
          </SelectField>
        </div>
      </div>
      <aside id="filters" className={open ? 'search-filters search-filters-open' : 'search-filters'} aria-labelledby="filters-title">
        <h2 id="filters-title" className="hidden-visually">{T.catalog.filters}</h2>
        <Filters state={state} facets={first?.facets ?? undefined} currency={currency} />
      </aside>
      <section className="search-found stack" aria-labelledby="results">
        <h2 id="results" className="hidden-visually">{T.catalog.results}</h2>
        {first?.search && first.items.length > 0 && (
          <Notice>
            {first.search.corrected && <p>{T.catalog.corrected(first.search.corrected)}</p>}
            {first.search.ignored.length > 0 && <p>{T.catalog.ignored(first.search.ignored)}</p>}
          </Notice>
        )}
        <Results found={found} state={state} />
      </section>
    </div>
  );
}
