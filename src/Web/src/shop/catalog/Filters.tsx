import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { Schemas } from '../../api/client';
import { Check } from '../../design/Field';
import { number } from '../../format';
import { T } from '../../texts';
import { facetsQuery } from './catalogQueries';
import { priceWords } from './chosen';
import { PriceForm } from './PriceForm';
import { changed, searchAddress, type SearchState } from './searchState';

type Facets = Schemas['ProductFacets'];

interface Choice {
  readonly words: string;
  readonly count: number;
  readonly atLeast: boolean;
  readonly isSet: boolean;
  /** Sets it, or takes it away where it is set. */
  readonly change: SearchState;
}

/** Choices of a group that are shown at first. */
const atFirst = 8;

/** All there is to narrow a search by, with how many products each choice leaves. */
export function Filters({ state, facets, currency }: { state: SearchState; facets: Facets | undefined; currency: string | undefined }) {
  const [, navigate] = useLocation();
  const categories = useOthers(state, state.category !== undefined, { category: undefined }, facets);
  const tags = useOthers(state, state.tag !== undefined, { tag: undefined }, facets);
  const prices = useOthers(state, (state.minPrice ?? state.maxPrice) !== undefined, { minPrice: undefined, maxPrice: undefined }, facets);
  const ratings = useOthers(state, state.minRating !== undefined, { minRating: undefined }, facets);
  const inStock = facets?.inStock.find(s => s.value);
  return (
    <div className="search-groups">
      <Group
        title={T.catalog.category}
        state={state}
        choices={named(categories?.categories, state.category, category => ({ category }))}
      />
      <Group title={T.catalog.price} state={state} choices={currency ? priceChoices(prices?.prices, state, currency) : []} always>
        {currency && <PriceForm key={`${state.minPrice}-${state.maxPrice}`} state={state} currency={currency} />}
      </Group>
      <section className="stack-s">
        <h3 className="search-group-name">{T.catalog.stock}</h3>
        <Check
          label={<Counted words={T.catalog.inStockOnly} count={inStock?.count} atLeast={inStock?.atLeast ?? false} />}
          checked={state.inStock ?? false}
          onChange={e => navigate(searchAddress(changed(state, { inStock: e.target.checked || undefined })))}
        />
      </section>
      <Group
        title={T.catalog.rating}
        state={state}
        choices={(ratings?.ratings ?? [])
          .filter(r => r.count > 0 || r.value === state.minRating)
          .map(r => ({ words: T.catalog.ratingFrom(r.value), count: r.count, atLeast: r.atLeast ?? false, isSet: r.value === state.minRating, change: { minRating: r.value === state.minRating ? undefined : r.value } }))}
      />
      <Group title={T.catalog.tag} state={state} choices={named(tags?.tags, state.tag, tag => ({ tag }))} />
    </div>
  );
}

/** What else a group has to choose from: where it is set already, the search without it is counted too. */
function useOthers(state: SearchState, isSet: boolean, without: SearchState, facets: Facets | undefined): Facets | undefined {
  const others = useQuery({ ...facetsQuery(changed(state, without)), enabled: isSet });
  return isSet ? (others.data ?? facets) : facets;
}

function named(facets: readonly Schemas['NamedFacet'][] | undefined, set: string | undefined, change: (value: string | undefined) => SearchState): Choice[] {
  return (facets ?? []).map(({ value, count, atLeast }) => {
    const isSet = value.toLowerCase() === set?.toLowerCase();
    return { words: value, count, atLeast: atLeast ?? false, isSet, change: change(isSet ? undefined : value) };
  });
}

function priceChoices(facets: readonly Schemas['PriceFacet'][] | undefined, { minPrice, maxPrice }: SearchState, currency: string): Choice[] {
  return (facets ?? []).map(({ from, to, count, atLeast }) => {
    const min = from || undefined;
    const max = to ? to - 1 : undefined;
    const isSet = min === minPrice && max === maxPrice;
    return { words: priceWords(min, to ?? undefined, currency), count, atLeast: atLeast ?? false, isSet, change: isSet ? { minPrice: undefined, maxPrice: undefined } : { minPrice: min, maxPrice: max } };
  });
}

function Group({ title, state, choices, always = false, children }: { title: string; state: SearchState; choices: readonly Choice[]; always?: boolean; children?: ReactNode }) {
  const [all, setAll] = useState(false);
  if (choices.length === 0 && !always) return null;
  // The first, and one that is set wherever it stands.
  const shown = all ? choices : choices.filter((c, i) => i < atFirst || c.isSet);
  return (
    <section className="stack-s">
      <h3 className="search-group-name">{title}</h3>
      {choices.length > 0 && (
        <ul className="plain-list search-choices">
          {shown.map(c => (
            <li key={c.words}>
              <Link href={searchAddress(changed(state, c.change))} className="search-choice" aria-current={c.isSet || undefined}>
                <Counted words={c.words} count={c.count} atLeast={c.atLeast} />
              </Link>
            </li>
          ))}
        </ul>
      )}
      {choices.length > atFirst && (
        <button type="button" className="search-all" aria-expanded={all} onClick={() => setAll(!all)}>{all ? T.catalog.fewerOf : T.catalog.moreOf(choices.length)}</button>
      )}
      {children}
    </section>
  );
}

function Counted({ words, count, atLeast }: { words: string; count: number | undefined; atLeast: boolean }) {
  return (
    <>
      {words} {count !== undefined && <span className="small soft numbers">({number(count)}{atLeast && '+'})</span>}
    </>
  );
}
