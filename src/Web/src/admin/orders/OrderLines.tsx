import { Link } from 'wouter';
import type { Schemas } from '../../api/client';
import { TableScroll } from '../../design/TableScroll';
import { money, number } from '../../format';
import { O } from '../../texts/office';
import { routes } from '../routes';

/** What was ordered, and how its total comes about. */
export function OrderLines({ order }: { order: Schemas['OrderView'] }) {
  const words = O.orders;
  const sum = (label: string, amount: Schemas['Money'], sign = '') =>
    amount.amount === 0 ? null : (
      <tr key={label}>
        <th scope="row" colSpan={4} className="end">{label}</th>
        <td className="end no-wrap">{sign}{money(amount)}</td>
      </tr>
    );
  const currency = order.total.currency;
  const named = order.pricing?.promotions.map(p => ({ label: p.code ? `${p.name} (${p.code})` : p.name, amount: { amount: p.amount, currency } })) ?? [];
  const discounts = named.length > 0 ? named : [{ label: order.coupon ? words.discountBy(order.coupon) : words.discount, amount: order.discount }];
  return (
    <div className="stack-s">
      <h2 className="panel-head">{words.lines}</h2>
      <TableScroll label={words.lines}>
        <thead>
          <tr>
            <th scope="col">{words.product}</th>
            <th scope="col">{words.sku}</th>
            <th scope="col" className="end">{words.pieces}</th>
            <th scope="col" className="end">{words.unitPrice}</th>
            <th scope="col" className="end">{words.lineTotal}</th>
          </tr>
        </thead>
        <tbody>
          {order.items.map(line => (
            <tr key={line.productId}>
              <th scope="row"><Link href={`${routes.products}/${line.productId}`}>{line.name}</Link></th>
              <td className="mono no-wrap">{line.sku}</td>
              <td className="end">{number(line.quantity)}</td>
              <td className="end no-wrap">{money(line.unitPrice)}</td>
              <td className="end no-wrap">{money(line.lineTotal)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot className="order-sums">
          {sum(words.subtotal, order.subtotal)}
          {discounts.map(d => sum(d.label, d.amount, '−'))}
          {sum(order.pricing ? words.shippingBy(order.pricing.shipping.name) : words.shipping, order.shipping)}
          {sum(words.tax, order.tax)}
          <tr>
            <th scope="row" colSpan={4} className="end">{words.total}</th>
            <td className="end no-wrap"><strong>{money(order.total)}</strong></td>
          </tr>
        </tfoot>
      </TableScroll>
    </div>
  );
}
