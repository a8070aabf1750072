import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { Failed } from '../../design/States';
import { T } from '../../texts';
import { categoriesQuery } from '../catalog/catalogQueries';
import { searchAddress } from '../catalog/searchState';

/** Categories that are shown here; the search has all. */
const most = 12;

/** All that is sold, by category, each with how much of it. */
export function Categories() {
  const categories = useQuery(categoriesQuery);
  const shown = categories.data?.items.filter(c => c.count > 0).sort((a, b) => b.count - a.count).slice(0, most);
  if (shown?.length === 0) return null;
  return (
    <section className="stack">
      <h2>{T.nav.categories}</h2>
      {shown ? (
        <ul className="home-categories plain-list">
          {shown.map(c => (
            <li key={c.name}>
              <Link href={searchAddress({ category: c.name })} className="home-category">
                <strong>{c.name}</strong>
                <span className="small soft">{T.catalog.products(c.count)}</span>
              </Link>
            </li>
          ))}
        </ul>
      ) : categories.isError ? (
        <Failed error={categories.error} onRetry={() => void categories.refetch()} />
      ) : (
        <div className="home-categories" aria-hidden="true">
          {Array.from({ length: 8 }, (_, i) => <div key={i} className="home-category skeleton" />)}
        </div>
      )}
    </section>
  );
}
