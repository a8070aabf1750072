import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { Link } from 'wouter';
import { useSession } from '../../api/session';
import { ButtonLink } from '../../design/Button';
import { Icon } from '../../design/Icon';
import { Failed } from '../../design/States';
import { Title } from '../../design/Title';
import { useArrived } from '../../design/useArrived';
import { T } from '../../texts';
import { categoriesQuery, forMeQuery, newestQuery, popularQuery, type Product } from '../catalog/catalogQueries';
import { ProductGrid, ProductGridPlace } from '../catalog/ProductCard';
import { searchAddress } from '../catalog/searchState';
import { Categories } from './Categories';
import './home.css';

/** Products in one of the rows. */
const inRow = 8;

/** Where the shop begins. Its frame and its words stand before any product has come, and nothing moves when they do. */
export function HomePage() {
  const popular = useQuery(popularQuery);
  const newest = useQuery(newestQuery);
  const categories = useQuery(categoriesQuery);
  const all = [categories, popular, newest];
  const known = new Set(popular.data?.items.map(p => p.id));
  return (
    <div className="wrap stack-xl">
      <section className="home-hero">
        <Title title={T.common.shopName}>{T.home.title}</Title>
        <p className="home-lead">{T.home.lead}</p>
        <div className="row">
          <ButtonLink href={searchAddress({})}>{T.home.browse}</ButtonLink>
          <ButtonLink href={searchAddress({ sort: 'popular' })} kind="quiet">{T.catalog.sorts.popular}</ButtonLink>
        </div>
      </section>
      {all.every(q => q.isError && q.data === undefined) ? (
        <Failed error={popular.error} onRetry={() => all.forEach(q => void q.refetch())} />
      ) : (
        <>
          <Categories />
          <Row title={T.home.popular} more={searchAddress({ sort: 'popular' })} of={popular} products={popular.data?.items} />
          <ForMe />
          <Row
            title={T.home.newTitle}
            more={searchAddress({})}
            of={newest}
            products={popular.isPending ? undefined : newest.data?.items.filter(p => !known.has(p.id)).slice(0, inRow)}
          />
        </>
      )}
      <ul className="home-facts plain-list">
        <Fact icon="box" title={T.home.stockTitle}>{T.home.stock}</Fact>
        <Fact icon="truck" title={T.home.liveTitle}>{T.home.live}</Fact>
        <Fact icon="user" title={T.home.guestTitle}>{T.home.guest}</Fact>
      </ul>
    </div>
  );
}

/** To the taste of who is logged in; nothing where the store knows no taste yet and would say what is popular again. */
function ForMe() {
  const session = useSession();
  const mine = useQuery({ ...forMeQuery, enabled: session !== null });
  if (session === null || mine.data?.items.every(p => p.reason === 'popular' || p.reason === 'new')) return null;
  return <Row title={T.home.forYou} of={mine} products={mine.data?.items} places={4} />;
}

interface RowOf {
  title: string;
  /** Where there are more of them. */
  more?: string;
  of: UseQueryResult<unknown>;
  products: readonly Product[] | undefined;
  places?: number;
}

function Row({ title, more, of, products, places = inRow }: RowOf) {
  const shown = useArrived(products);
  if (products?.length === 0) return null;
  return (
    <section className="stack">
      <div className="row-between">
        <h2>{title}</h2>
        {more && <Link href={more} className="home-more" aria-label={`${T.home.more}: ${title}`}>{T.home.more}<Icon name="arrow" size={18} /></Link>}
      </div>
      {shown ? <ProductGrid products={shown} /> : of.isError ? <Failed error={of.error} onRetry={() => void of.refetch()} /> : <ProductGridPlace count={places} />}
    </section>
  );
}

function Fact({ icon, title, children }: { icon: Parameters<typeof Icon>[0]['name']; title: string; children: ReactNode }) {
  return (
    <li className="home-fact">
      <Icon name={icon} size={26} />
      <div>
        <strong>{title}</strong>
        <p className="soft small">{children}</p>
      </div>
    </li>
  );
}
