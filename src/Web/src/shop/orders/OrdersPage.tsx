import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearch } from 'wouter';
import { answer, api, type Schemas } from '../../api/client';
import { useMe } from '../../api/me';
import { isProblem } from '../../api/problem';
import { useSession } from '../../api/session';
import { useStored } from '../../api/stored';
import { OrderBadge } from '../../design/Badge';
import { ButtonLink } from '../../design/Button';
import { SelectField } from '../../design/Field';
import { Pager, usePages } from '../../design/Pager';
import { Query } from '../../design/Query';
import { Empty, Failed, Loading, Skeleton } from '../../design/States';
import { Title } from '../../design/Title';
import { date, money } from '../../format';
import { T } from '../../texts';
import { routes } from '../routes';
import { orderHeaders, placedOrders } from './orderAccess';
import { orderQuery } from './orderQuery';
import { statuses, statusOf } from '../../api/orderStatus';
import './orders.css';

/** What was ordered: by the account, and by guests of this browser. */
export default function OrdersPage() {
  const session = useSession();
  const me = useMe();
  return (
    <div className="wrap stack-l">
      <Title>{T.orders.title}</Title>
      {session !== null && <Query of={me} loading={<RowsSkeleton />}>{account => <AccountOrders id={account.id} />}</Query>}
      <GuestOrders alone={session === null} />
    </div>
  );
}

function AccountOrders({ id }: { id: string }) {
  const [, navigate] = useLocation();
  const status = statusOf(new URLSearchParams(useSearch()).get('status'));
  const pages = usePages(status ?? '');
  const orders = useQuery<Schemas['OrderPage']>({
    queryKey: ['orders', id, status, pages.cursor],
    queryFn: () =>
      answer(
        api.GET('/api/v1/customers/{id}/orders', {
          params: { path: { id }, query: { limit: '20', ...(status ? { status } : {}), ...(pages.cursor ? { cursor: pages.cursor } : {}) } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  return (
    <section className="stack" aria-label={T.orders.title}>
      <div className="orders-filter">
        <SelectField label={T.orders.filter} value={status ?? ''} onChange={e => navigate(e.target.value ? `${routes.orders}?status=${e.target.value}` : routes.orders, { replace: true })}>
          <option value="">{T.common.all}</option>
          {statuses.map(s => (
            <option key={s} value={s}>{T.orderStatus[s]}</option>
          ))}
        </SelectField>
      </div>
      <Query of={orders} loading={<RowsSkeleton />}>
        {page =>
          page.items.length === 0 && pages.page === 1 ? (
            <Nothing filtered={status !== null} />
          ) : (
            <>
              <ul className="plain-list orders-list" aria-busy={orders.isPlaceholderData}>
                {page.items.map(order => (
                  <Row key={order.id} order={order} />
                ))}
              </ul>
              <Pager pages={pages} next={page.nextCursor} />
            </>
          )
        }
      </Query>
    </section>
  );
}

/** Orders of guests are in no list of the store's: this browser knows which are its own. */
function GuestOrders({ alone }: { alone: boolean }) {
  const known = useStored(placedOrders) ?? {};
  const ids = Object.entries(known)
    .filter(([, order]) => order.token !== null)
    .sort(([, a], [, b]) => b.at - a.at)
    .slice(0, 30)
    .map(([id]) => id);
  const orders = useQueries({
    queries: ids.map(id => ({
      queryKey: orderQuery(id),
      queryFn: () => answer(api.GET('/api/v1/orders/{id}', { params: { path: { id }, header: orderHeaders(id) } })),
      retry: false,
    })),
  });
  const there = orders.flatMap(o => (o.data ? [o.data] : []));
  // One that is not there any more is left out; what only did not arrive can be tried again.
  const failed = orders.filter(o => o.error && !(isProblem(o.error) && o.error.status === 404));
  if (ids.length === 0) return alone ? <Nothing filtered={false} login /> : null;
  return (
    <section className="stack" aria-labelledby="guest-orders">
      {alone ? <p className="soft" id="guest-orders">{T.orders.guestHint}</p> : <h2 id="guest-orders">{T.orders.guestTitle}</h2>}
      {orders.some(o => o.isPending) && there.length === 0 ? (
        <Loading>
          <RowsSkeleton />
        </Loading>
      ) : there.length === 0 && failed.length > 0 ? (
        <Failed error={failed[0]!.error} onRetry={() => failed.forEach(o => void o.refetch())} />
      ) : (
        <ul className="plain-list orders-list">
          {there.map(order => (
            <Row key={order.id} order={{ ...order, itemCount: order.items.reduce((sum, line) => sum + line.quantity, 0) }} />
          ))}
        </ul>
      )}
      {alone && (
        <p>
          {T.orders.accountOrders} <Link href={`${routes.login}?next=${encodeURIComponent(routes.orders)}`}>{T.nav.login}</Link>
        </p>
      )}
    </section>
  );
}

function Row({ order }: { order: Pick<Schemas['OrderSummary'], 'id' | 'number' | 'status' | 'total' | 'itemCount' | 'createdAt'> }) {
  return (
    <li>
      <Link href={`/orders/${order.id}`} className="orders-row">
        <strong className="numbers">{order.number}</strong>
        <span className="soft">{date(order.createdAt)}</span>
        <span className="soft">{T.orders.pieces(order.itemCount)}</span>
        <OrderBadge status={order.status} />
        <strong className="numbers orders-total">{money(order.total)}</strong>
      </Link>
    </li>
  );
}

const Nothing = ({ filtered, login = false }: { filtered: boolean; login?: boolean }) => (
  <Empty title={filtered ? T.orders.noneSuch : T.orders.none}>
    {login && <p className="soft">{T.orders.accountOrders}</p>}
    <div className="row">
      {login && <ButtonLink href={`${routes.login}?next=${encodeURIComponent(routes.orders)}`}>{T.nav.login}</ButtonLink>}
      {!filtered && <ButtonLink kind="quiet" href={routes.search}>{T.cart.toGoods}</ButtonLink>}
    </div>
  </Empty>
);

const RowsSkeleton = () => (
  <div className="stack">
    <Skeleton height="3.5rem" />
    <Skeleton height="3.5rem" />
    <Skeleton height="3.5rem" />
  </div>
);
