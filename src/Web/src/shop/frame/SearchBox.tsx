import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useSearch } from 'wouter/use-browser-location';
import { Icon } from '../../design/Icon';
import { T } from '../../texts';
import { changed, mostCharacters, readSearch, searchAddress } from '../catalog/searchState';
import { pages } from '../pages';
import { routes } from '../routes';

/** How long after the last key the search follows, in milliseconds. */
const pause = 200;

/** Searches as one types: the words are in the address, so they can be sent on, and the way back leads out of the search. */
export function SearchBox() {
  const [location, navigate] = useLocation();
  const query = useSearch();
  const input = useRef<HTMLInputElement>(null);
  const isHere = location === routes.search;
  const state = isHere ? readSearch(query) : {};
  const searched = state.q ?? '';
  const [words, setWords] = useState(searched);
  // Whoever changes the search elsewhere changes what stands here; but not under somebody's fingers.
  useEffect(() => setWords(now => (same(now, searched) ? now : searched)), [searched]);
  useEffect(() => {
    if (same(words, searched) || (!isHere && words.trim() === '')) return;
    const timer = setTimeout(() => go(words), pause);
    return () => clearTimeout(timer);
  });

  function go(next: string) {
    navigate(searchAddress(changed(state, { q: next.trim() || undefined })), { replace: isHere });
  }

  return (
    <form
      role="search"
      className="search-box"
      onSubmit={event => {
        event.preventDefault();
        // On to what was found; on a phone this also puts the keyboard away.
        input.current?.blur();
        if (!isHere || !same(words, searched)) go(words);
        if (isHere) document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
      }}
    >
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        enterKeyHint="search"
        className="input"
        aria-label={T.common.search}
        placeholder={T.nav.searchHint}
        maxLength={mostCharacters}
        value={words}
        onFocus={pages.search}
        onChange={e => setWords(e.target.value)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
      />
    </form>
  );
}

/** The same words; blanks around and between them do not count. */
const same = (a: string, b: string) => a.trim().replace(/\s+/g, ' ') === b;
