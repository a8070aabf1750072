import { Link } from 'wouter';
import { Icon } from '../../design/Icon';
import { T } from '../../texts';
import { chosen } from './chosen';
import { changed, searchAddress, type SearchState } from './searchState';

/** The filters that are set, each to be taken away. */
export function Chips({ state, currency }: { state: SearchState; currency: string | undefined }) {
  const set = chosen(state, currency);
  if (set.length === 0) return null;
  return (
    <ul className="search-chips plain-list" aria-label={T.catalog.chosen}>
      {set.map(c => (
        <li key={c.name}>
          <Link href={searchAddress(changed(state, c.without))} className="search-chip" aria-label={T.catalog.remove(c.words)}>
            {c.words}
            <Icon name="close" size={16} />
          </Link>
        </li>
      ))}
      {set.length > 1 && (
        <li>
          <Link href={searchAddress({ q: state.q, sort: state.sort })} className="search-clear">{T.catalog.clearAll}</Link>
        </li>
      )}
    </ul>
  );
}
