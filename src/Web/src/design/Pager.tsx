import { useState } from 'react';
import { T } from '../texts';
import { Button } from './Button';

/**
 * The cursors of a list's pages: cursors lead on only, so the way back is remembered. `key` names the list; with another
 * one (other filters) it begins anew.
 */
export function usePages(key: string) {
  const [state, setState] = useState<{ key: string; cursors: readonly string[] }>({ key, cursors: [] });
  const cursors = state.key === key ? state.cursors : [];
  return {
    /** Of the page that is shown; undefined for the first. */
    cursor: cursors.at(-1),
    /** From 1. */
    page: cursors.length + 1,
    forward: (next: string) => setState({ key, cursors: [...cursors, next] }),
    backward: () => setState({ key, cursors: cursors.slice(0, -1) }),
  };
}

/** To the next page and back. */
export function Pager({ pages, next }: { pages: ReturnType<typeof usePages>; next: string | null | undefined }) {
  if (pages.page === 1 && !next) return null;
  return (
    <nav className="row" aria-label={T.common.pages}>
      <Button kind="quiet" small disabled={pages.page === 1} onClick={pages.backward}>{T.common.newer}</Button>
      <span className="small soft" aria-live="polite">{T.common.page} {pages.page}</span>
      <Button kind="quiet" small disabled={!next} onClick={() => next && pages.forward(next)}>{T.common.older}</Button>
    </nav>
  );
}
