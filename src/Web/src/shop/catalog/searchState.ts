import { routes } from '../routes';

export const sorts = ['relevance', 'newest', 'popular', 'rating', 'priceAsc', 'priceDesc', 'name'] as const;

export type Sort = (typeof sorts)[number];

/** What is searched for and how it is narrowed; all of it stands in the address. Prices are in minor units. */
export interface SearchState {
  readonly q?: string;
  readonly category?: string;
  readonly tag?: string;
  readonly minPrice?: number;
  readonly maxPrice?: number;
  readonly minRating?: number;
  readonly inStock?: true;
  readonly sort?: Sort;
}

/** Words and characters that the store takes. */
const mostWords = 16;
export const mostCharacters = 200;

/** Reads the part of an address after the question mark; what makes no sense there counts as absent. */
export function readSearch(query: string): SearchState {
  const parameters = new URLSearchParams(query);
  const text = (name: string, most: number) => parameters.get(name)?.trim().slice(0, most) || undefined;
  const whole = (name: string, most: number) => {
    const value = parameters.get(name);
    return value !== null && /^\d{1,15}$/.test(value) && Number(value) <= most ? Number(value) : undefined;
  };
  const sort = parameters.get('sort');
  return tidy({
    q: text('q', mostCharacters)?.split(/\s+/).slice(0, mostWords).join(' '),
    category: text('category', 100),
    tag: text('tag', 100),
    minPrice: whole('minPrice', Number.MAX_SAFE_INTEGER),
    maxPrice: whole('maxPrice', Number.MAX_SAFE_INTEGER),
    minRating: whole('minRating', 5) || undefined,
    inStock: parameters.get('inStock') === 'true' ? true : undefined,
    sort: sorts.find(s => s === sort),
  });
}

/** The order that holds where none was chosen. */
export const usualSort = (state: SearchState): Sort => (state.q ? 'relevance' : 'newest');

/** Without what says nothing: the same search always has the same address. */
function tidy(state: SearchState): SearchState {
  const said = Object.entries(state).filter(([, value]) => value !== undefined);
  const { sort, ...rest } = Object.fromEntries(said) as SearchState;
  return sort === undefined || sort === usualSort(rest) || (sort === 'relevance' && !rest.q) ? rest : { ...rest, sort };
}

/** The search with some of it changed; `undefined` takes a part away. */
export const changed = (state: SearchState, change: SearchState): SearchState => tidy({ ...state, ...change });

/** The address of a search. */
export function searchAddress(state: SearchState): string {
  const parameters = new URLSearchParams(Object.entries(tidy(state)).map(([name, value]) => [name, String(value)]));
  return parameters.size === 0 ? routes.search : `${routes.search}?${parameters}`;
}

/** The search as the store is asked for it. */
export function asked({ q, ...filters }: SearchState): Record<string, string> {
  return Object.fromEntries(Object.entries({ search: q, ...filters }).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
}

/** How many filters are set; words and order are none. */
export const filterCount = ({ category, tag, minPrice, maxPrice, minRating, inStock }: SearchState) =>
  [category, tag, minPrice ?? maxPrice, minRating, inStock].filter(value => value !== undefined).length;
