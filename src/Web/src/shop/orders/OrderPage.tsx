import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { Schemas } from '../../api/client';
import { isProblem } from '../../api/problem';
import { useSession } from '../../api/session';
import { useStored } from '../../api/stored';
import { OrderBadge } from '../../design/Badge';
import { ButtonLink } from '../../design/Button';
import { Icon } from '../../design/Icon';
import { NotFound } from '../../design/NotFound';
import { Notice } from '../../design/Notice';
import { Failed, Loading, Skeleton } from '../../design/States';
import { Title } from '../../design/Title';
import { dateTime } from '../../format';
import { T } from '../../texts';
import { reasonWords } from '../../texts/reason';
import { AddressLines } from '../address/AddressLines';
import { routes } from '../routes';
import { hideToken, tokenInLink } from '../tokenInLink';
import { OrderActs } from './OrderActs';
import { placedOrders } from './orderAccess';
import { OrderItems } from './OrderItems';
import { mayStillCome, useOrder } from './orderQuery';
import { PaymentPart } from './PaymentPart';
import { Returns } from './Returns';
import { Shipments } from './Shipments';
import { StatusLine } from './StatusLine';
import { useOrderLine } from './useOrderLine';
import '../cart/cart.css';
import '../checkout/checkout.css';
import './orders.css';

/** One order: what becomes of it, while it becomes, and what its buyer can do with it. */
export default function OrderPage({ id }: { id: string }) {
  const [offered] = useState(tokenInLink);
  useEffect(hideToken, []);
  const order = useOrder(id, offered);
  const session = useSession();
  // What is known of the order in this browser may come while the page is open: in another tab, or by a login.
  const token = useStored(placedOrders)?.[id]?.token ?? null;
  const { refetch, isError } = order;
  const loggedIn = session !== null;
  useEffect(() => {
    if (isError) void refetch();
    // What failed before is asked again when there is another key to it; not whenever it failed.
  }, [token, loggedIn, refetch]);

  if (order.data !== undefined) return <Shown order={order.data} />;
  if (order.isPending || mayStillCome(id, order.error))
    return (
      <div className="wrap stack-l">
        <Title>{order.isPending ? T.orders.order : T.orders.workedOn}</Title>
        {!order.isPending && <p className="soft">{T.orders.workedOnHint}</p>}
        <Loading>
          <Skeleton height="16rem" />
        </Loading>
      </div>
    );
  if ((isProblem(order.error) && order.error.status === 401) || (isProblem(order.error, 'orderNotFound') && session === null)) return <NotOpen id={id} />;
  if (isProblem(order.error) && (order.error.status === 404 || order.error.status === 400)) return <NotFound />;
  return (
    <div className="wrap">
      <Title hidden>{T.orders.order}</Title>
      <Failed error={order.error} onRetry={() => void order.refetch()} />
    </div>
  );
}

/** Somebody's order, but not known to be this visitor's. */
const NotOpen = ({ id }: { id: string }) => (
  <div className="wrap-narrow stack">
    <Title>{T.orders.closedTitle}</Title>
    <p>{T.orders.closed}</p>
    <div className="row">
      <ButtonLink href={`${routes.login}?next=${encodeURIComponent(`/orders/${id}`)}`}>{T.nav.login}</ButtonLink>
    </div>
  </div>
);

function Shown({ order }: { order: Schemas['OrderView'] }) {
  const live = useOrderLine(order.id);
  const [placed] = useState(() => Boolean((window.history.state as { placed?: boolean } | null)?.placed));
  return (
    <div className="wrap stack-l">
      <div className="stack-s">
        <Link href={routes.orders} className="order-back">{T.orders.allOrders}</Link>
        <div className="row">
          <Title>{T.orders.named(order.number)}</Title>
          <OrderBadge status={order.status} />
        </div>
        <p className="soft">{T.orders.placedAt(dateTime(order.createdAt))}</p>
      </div>
      {placed && (order.status === 'pending' || order.status === 'paid') && (
        <Notice kind="good" title={T.orders.thanks}>
          <p>{order.customerId ? T.orders.thanksAccount : T.orders.thanksGuest}</p>
        </Notice>
      )}
      {order.status === 'cancelled' && (
        <Notice title={T.orders.cancelledTitle}>{order.cancelReason && <p>{T.orders.reasonGiven(reasonWords(order.cancelReason))}</p>}</Notice>
      )}
      {order.status === 'expired' && (
        <Notice kind="warn" title={T.orders.expiredTitle}>
          <p>{T.orders.expired}</p>
        </Notice>
      )}
      <div className="order">
        <div className="stack-l order-main">
          <PaymentPart order={order} />
          <div className="card order-line-card">
            <StatusLine line={live.line} state={live.state} />
          </div>
          <OrderItems order={order} />
          <Shipments order={order} />
          <Returns order={order} />
        </div>
        <aside className="stack" aria-label={T.orders.details}>
          <section className="card stack-s" aria-labelledby="order-address">
            <h3 id="order-address" className="order-side-title">
              <Icon name="truck" /> {T.checkout.address}
            </h3>
            <AddressLines of={order.shippingAddress} />
            {order.email && <span className="soft small">{order.email}</span>}
          </section>
          <OrderActs order={order} />
        </aside>
      </div>
    </div>
  );
}
