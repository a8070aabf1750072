import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { answer, api, type Schemas } from '../../api/client';
import { useStorefront } from '../../api/storefront';
import { OrderBadge } from '../../design/Badge';
import { Button, ButtonLink } from '../../design/Button';
import { Notice } from '../../design/Notice';
import { Query } from '../../design/Query';
import { Skeleton } from '../../design/States';
import { toast, toastProblem } from '../../design/Toasts';
import { date, money } from '../../format';
import { T } from '../../texts';
import { AddressLines } from '../address/AddressLines';
import { routes } from '../routes';

/** The account at a glance. */
export function Overview({ me }: { me: Schemas['CustomerView'] }) {
  const storefront = useStorefront();
  const orders = useQuery<Schemas['OrderPage']>({
    queryKey: ['orders', me.id, 'newest'],
    queryFn: () => answer(api.GET('/api/v1/customers/{id}/orders', { params: { path: { id: me.id }, query: { limit: '3' } } })),
  });
  return (
    <>
      <p>{T.account.hello(me.name)}</p>
      {!me.emailVerified && storefront.data?.sendsMail && <Unverified email={me.email} />}
      <div className="account-cards">
        <section className="card stack-s" aria-labelledby="account-orders">
          <h2 id="account-orders" className="account-card-title">{T.account.lastOrders}</h2>
          <Query of={orders} loading={<Skeleton lines={3} />}>
            {page =>
              page.items.length === 0 ? (
                <p className="soft">{T.orders.none}</p>
              ) : (
                <ul className="plain-list stack-s">
                  {page.items.map(order => (
                    <li key={order.id} className="row-between">
                      <Link href={`/orders/${order.id}`} className="account-row-link">
                        {order.number} · {date(order.createdAt)}
                      </Link>
                      <span className="row">
                        <span className="numbers">{money(order.total)}</span>
                        <OrderBadge status={order.status} />
                      </span>
                    </li>
                  ))}
                </ul>
              )
            }
          </Query>
          <Link href={routes.orders} className="account-row-link">{T.orders.allOrders}</Link>
        </section>
        <section className="card stack-s" aria-labelledby="account-address">
          <h2 id="account-address" className="account-card-title">{T.account.mainAddress}</h2>
          {me.addresses[0] ? <AddressLines of={me.addresses[0]} /> : <p className="soft">{T.account.noAddresses}</p>}
          <Link href="/account/addresses" className="account-row-link">{T.account.parts.addresses}</Link>
        </section>
      </div>
      {me.role !== 'customer' && (
        <div className="row">
          <a className="button button-quiet" href="/admin">{T.nav.backOffice}</a>
        </div>
      )}
      <div className="row">
        <ButtonLink href={routes.search} kind="quiet">{T.cart.toGoods}</ButtonLink>
      </div>
    </>
  );
}

function Unverified({ email }: { email: string }) {
  const [busy, setBusy] = useState(false);
  async function send() {
    setBusy(true);
    try {
      await answer(api.POST('/api/v1/customers/me/verification'));
      toast(T.account.verificationSent);
    } catch (error) {
      toastProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Notice title={T.account.unverified}>
      <p>{T.account.unverifiedHint(email)}</p>
      <div className="row account-acts">
        <Button kind="quiet" busy={busy} onClick={() => void send()}>{T.account.sendVerification}</Button>
      </div>
    </Notice>
  );
}
