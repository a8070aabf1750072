import { useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { Schemas } from '../../api/client';
import { Button } from '../../design/Button';
import { Icon } from '../../design/Icon';
import { Logo } from '../../design/Logo';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { Choices } from '../../design/Choices';
import { logout } from '../../shop/account/logout';
import { areasOf, type Area } from '../permissions';
import { routes } from '../routes';
import './frame.css';

const icons: Record<Area, Parameters<typeof Icon>[0]['name']> = {
  dashboard: 'chart',
  orders: 'truck',
  products: 'box',
  promotions: 'star',
  customers: 'user',
  webhooks: 'bolt',
  audit: 'search',
  keys: 'check',
  workbench: 'globe',
};

/** What is around every page of the back office. */
export function Frame({ me, children }: { me: Schemas['CustomerView']; children: ReactNode }) {
  const [location] = useLocation();
  const [open, setOpen] = useState(false);
  return (
    <div className="office">
      <a className="skip-link" href="#content">{T.common.skipToContent}</a>
      <header className="office-head">
        <Button kind="bare" small aria-expanded={open} aria-controls="menu" onClick={() => setOpen(!open)} aria-label={T.common.menu}>
          <Icon name="menu" />
        </Button>
        <Link href={routes.dashboard} className="office-name">
          <Logo size={28} />
          {T.nav.backOffice}
        </Link>
        <a className="office-shop" href="/">{O.shell.toShop}</a>
      </header>
      <nav id="menu" className="office-menu" data-open={open} aria-label={T.nav.backOffice}>
        <ul className="plain-list">
          {areasOf(me.role).map(area => {
            const href = routes[area];
            const here = href === '/' ? location === '/' : location === href || location.startsWith(`${href}/`);
            return (
              <li key={area}>
                <Link href={href} className="office-link" aria-current={here ? 'page' : undefined} onClick={() => setOpen(false)}>
                  <Icon name={icons[area]} />
                  {O.shell.areas[area]}
                </Link>
              </li>
            );
          })}
        </ul>
        <div className="stack-s office-who">
          <span className="small soft">{me.email}</span>
          <Choices />
          <Button kind="quiet" small onClick={() => void logout()}>{T.nav.logout}</Button>
        </div>
      </nav>
      <main id="content" className="office-content">{children}</main>
    </div>
  );
}
