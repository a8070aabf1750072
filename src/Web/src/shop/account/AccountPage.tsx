import type { ReactNode } from 'react';
import { Link, Redirect } from 'wouter';
import type { Schemas } from '../../api/client';
import { useMe } from '../../api/me';
import { useSession } from '../../api/session';
import { Button } from '../../design/Button';
import { NotFound } from '../../design/NotFound';
import { Query } from '../../design/Query';
import { Title } from '../../design/Title';
import { T } from '../../texts';
import { routes } from '../routes';
import { Addresses } from './Addresses';
import { Forgot } from './Forgot';
import { Inbox } from './Inbox';
import { logout } from './logout';
import { Overview } from './Overview';
import { Preferences } from './Preferences';
import { Privacy } from './Privacy';
import { Profile } from './Profile';
import { Reset } from './Reset';
import { OwnReviews } from './OwnReviews';
import { Security } from './Security';
import { Verify } from './Verify';
import '../cart/cart.css';
import './account.css';

type Me = Schemas['CustomerView'];

const parts = {
  overview: (me: Me) => <Overview me={me} />,
  profile: (me: Me) => <Profile me={me} />,
  addresses: (me: Me) => <Addresses me={me} />,
  preferences: (me: Me) => <Preferences me={me} />,
  notifications: () => <Inbox />,
  reviews: () => <OwnReviews />,
  security: (me: Me) => <Security me={me} />,
  data: (me: Me) => <Privacy me={me} />,
} as const;

type Part = keyof typeof parts;

const names = Object.keys(parts) as Part[];

/** What is one's own; and the pages that e-mails lead to, for which nobody has to be logged in. */
export default function AccountPage({ page }: { page: string }) {
  const session = useSession();
  const me = useMe();
  if (page === 'verify') return <Verify />;
  if (page === 'reset') return <Reset />;
  if (page === 'forgot') return <Forgot />;
  const part = names.find(name => name === page);
  if (part === undefined) return <NotFound />;
  const here = part === 'overview' ? routes.account : `/account/${part}`;
  if (session === null) return <Redirect to={`${routes.login}?next=${encodeURIComponent(here)}`} replace />;
  return (
    <div className="wrap account">
      {part !== 'overview' && <Link href={routes.account} className="account-back">{T.account.parts.overview}</Link>}
      <nav className="account-nav" data-part={part} aria-label={T.nav.account}>
        <ul className="plain-list">
          {names.map(name => (
            <Item key={name} href={name === 'overview' ? routes.account : `/account/${name}`} current={name === part}>{T.account.parts[name]}</Item>
          ))}
          <Item href={routes.orders} current={false}>{T.nav.orders}</Item>
          <li>
            <Button kind="bare" onClick={() => void logout()}>{T.nav.logout}</Button>
          </li>
        </ul>
      </nav>
      <div className="stack-l account-part">
        <Title key={part}>{T.account.parts[part]}</Title>
        <Query of={me}>{account => parts[part](account)}</Query>
      </div>
    </div>
  );
}

const Item = ({ href, current, children }: { href: string; current: boolean; children: ReactNode }) => (
  <li>
    <Link href={href} className="account-link" aria-current={current ? 'page' : undefined}>{children}</Link>
  </li>
);
