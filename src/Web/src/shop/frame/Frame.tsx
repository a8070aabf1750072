import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useMe } from '../../api/me';
import { useSession } from '../../api/session';
import { Choices } from '../../design/Choices';
import { Icon } from '../../design/Icon';
import { Logo } from '../../design/Logo';
import { T } from '../../texts';
import { useCart } from '../cart/cartStore';
import { routes } from '../routes';
import { SearchBox } from './SearchBox';
import './frame.css';

/** What is around every page of the shop. */
export function Frame({ children }: { children: ReactNode }) {
  return (
    <div className="frame">
      <a className="skip-link" href="#content">{T.common.skipToContent}</a>
      <header className="frame-head">
        <div className="wrap frame-bar">
          <Link href={routes.home} className="frame-name">
            <Logo size={32} />
            {T.common.shopName}
          </Link>
          <SearchBox />
          <nav className="frame-nav" aria-label={T.nav.yours}>
            <AccountLink />
            <CartLink />
          </nav>
        </div>
      </header>
      <main id="content" className="frame-content">{children}</main>
      <footer className="frame-foot">
        <div className="wrap row-between">
          <p className="small soft">{T.nav.footer}</p>
          <div className="row">
            <Choices />
          </div>
        </div>
      </footer>
    </div>
  );
}

function AccountLink() {
  const session = useSession();
  const me = useMe();
  if (session === null)
    return (
      <Link href={routes.login} className="frame-link">
        <Icon name="user" />
        <span className="frame-word">{T.nav.login}</span>
      </Link>
    );
  return (
    <Link href={routes.account} className="frame-link">
      <Icon name="user" />
      <span className="frame-word">{me.data?.name ?? T.nav.account}</span>
    </Link>
  );
}

function CartLink() {
  const cart = useCart();
  const pieces = cart.data?.items.reduce((sum, line) => sum + line.quantity, 0) ?? 0;
  return (
    <Link href={routes.cart} className="frame-link">
      <Icon name="cart" />
      <span className="hidden-visually">{T.nav.cartWith(pieces)}</span>
      <span className="frame-word" aria-hidden="true">{T.nav.cart}</span>
      {pieces > 0 && <span className="frame-count" aria-hidden="true">{pieces}</span>}
    </Link>
  );
}
