import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { answer, api, type Schemas } from '../../api/client';
import { ButtonLink } from '../../design/Button';
import { dateTime, money } from '../../format';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { reasonWords } from '../../texts/reason';
import { routes } from '../routes';

/** Whose order it is, where it goes, and how it was paid. */
export function OrderFacts({ order }: { order: Schemas['OrderView'] }) {
  const words = O.orders;
  const { payment, shippingAddress: address } = order;
  return (
    <section className="card stack" aria-label={words.facts}>
      <dl className="definitions">
        <dt>{words.customer}</dt>
        <dd>
          {order.customerId ? <Buyer id={order.customerId} /> : <>{order.email} <span className="soft">({words.guest})</span></>}
        </dd>
        <dt>{words.address}</dt>
        <dd>
          {address.street}<br />
          {address.zipCode} {address.city}{address.state && `, ${address.state}`}<br />
          {address.country}
        </dd>
        <dt>{words.payment}</dt>
        <dd>
          {T.paymentStatus[payment.status]}
          {payment.method && <span className="soft"> ({words.methods[payment.method] ?? payment.method})</span>}
          {payment.failureReason && <><br /><span className="soft">{reasonWords(payment.failureReason)}</span></>}
        </dd>
        {payment.captured && <><dt>{words.captured}</dt><dd>{money(payment.captured)}</dd></>}
        {payment.refunded && payment.refunded.amount > 0 && <><dt>{words.refunds}</dt><dd>{money(payment.refunded)}</dd></>}
        <dt>{words.placed}</dt>
        <dd>{dateTime(order.createdAt)}</dd>
        <dt>{words.updated}</dt>
        <dd>{dateTime(order.updatedAt)}</dd>
        {order.status === 'pending' && order.payBy && <><dt>{words.payBy}</dt><dd>{dateTime(order.payBy)}</dd></>}
        <dt>{words.version}</dt>
        <dd>{order.version}</dd>
      </dl>
      <div><ButtonLink kind="quiet" small href={`${routes.workbench}/orders/${order.id}`}>{words.timeline}</ButtonLink></div>
    </section>
  );
}

/** The account that ordered; one that was erased, or may not be seen, has no name. */
function Buyer({ id }: { id: string }) {
  const customer = useQuery({ queryKey: ['customer', id, 'name'], queryFn: () => answer(api.GET('/api/v1/customers/{id}', { params: { path: { id } } })), staleTime: 60_000, retry: false });
  return (
    <>
      <Link href={`${routes.customers}/${id}`}>{customer.data?.name ?? O.orders.account}</Link>
      {customer.data && <><br /><span className="soft">{customer.data.email}</span></>}
    </>
  );
}
