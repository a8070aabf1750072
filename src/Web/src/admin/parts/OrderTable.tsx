import { Link } from 'wouter';
import type { Schemas } from '../../api/client';
import { OrderBadge } from '../../design/Badge';
import { TableScroll } from '../../design/TableScroll';
import { dateTime, money, number, since } from '../../format';
import { O } from '../../texts/office';
import { routes } from '../routes';

type Order = Schemas['OrderSummary'];

interface Shown {
  label: string;
  orders: readonly Order[];
  /** The way to more of one. */
  href: (order: Order) => string;
  /** Whose they are is said; not where all are of one. */
  withCustomer?: boolean;
  busy?: boolean;
}

/** Orders in short, each with a way to more. */
export function OrderTable({ label, orders, href, withCustomer = false, busy = false }: Shown) {
  const words = O.orders;
  const now = Date.now();
  return (
    <TableScroll label={label} busy={busy}>
      <thead>
        <tr>
          <th scope="col">{words.number}</th>
          <th scope="col">{words.placed}</th>
          <th scope="col">{words.status}</th>
          {withCustomer && <th scope="col">{words.customer}</th>}
          <th scope="col" className="end">{words.pieces}</th>
          <th scope="col" className="end">{words.total}</th>
          <th scope="col">{words.updated}</th>
        </tr>
      </thead>
      <tbody>
        {orders.map(order => (
          <tr key={order.id}>
            <th scope="row" className="no-wrap"><Link href={href(order)}>{order.number}</Link></th>
            <td className="no-wrap">{dateTime(order.createdAt)}</td>
            <td><OrderBadge status={order.status} /></td>
            {withCustomer && (
              <td className="no-wrap">
                {order.customerId ? <Link href={`${routes.customers}/${order.customerId}`} className="mono">{order.customerId.slice(-12)}</Link> : <span className="soft">{words.guest}</span>}
              </td>
            )}
            <td className="end">{number(order.itemCount)}</td>
            <td className="end no-wrap">{money(order.total)}</td>
            <td className="no-wrap" title={dateTime(order.updatedAt)}>{since(order.updatedAt, now)}</td>
          </tr>
        ))}
      </tbody>
    </TableScroll>
  );
}
