import { useSearchParams } from 'wouter';

/** Filters of a list, kept in the page's address, so that a list can be sent to somebody and found again by going back. */
export function useFilters<K extends string>(names: readonly K[]) {
  const [params, setParams] = useSearchParams();
  const values = Object.fromEntries(names.map(name => [name, params.get(name) ?? ''])) as Record<K, string>;
  const set = (changes: Partial<Record<K, string>>, step: { replace: boolean } = { replace: true }) => setParams(present => withFilters(present, changes), step);
  return {
    values,
    /** Those that are filtered by. */
    chosen: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as Partial<Record<K, string>>,
    /** Names these filters among all. */
    key: names.map(name => values[name]).join('\n'),
    isAny: names.some(name => values[name] !== ''),
    /** Filters by something else; as a step that the way back leads through, where that is meant. */
    set,
    clear: () => set(Object.fromEntries(names.map(name => [name, ''])) as Record<K, string>),
  };
}

/** The parameters of an address with other filters; an empty one is left out. */
export function withFilters(present: URLSearchParams, changes: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const next = new URLSearchParams(present);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) continue;
    if (value === '') next.delete(name);
    else next.set(name, value);
  }

  return next;
}
