import type { Schemas } from '../../api/client';
import { money, number, share } from '../../format';
import { O } from '../../texts/office';
import { Figure } from '../parts/Figure';

/** The figures of one time, side by side. */
export function Figures({ period }: { period: Schemas['PeriodFigures'] }) {
  const words = O.dashboard;
  const { sales, conversion } = period;
  const sum = (of: (s: Schemas['SalesFigures']) => number) => number(sales.reduce((total, s) => total + of(s), 0));
  // Amounts of different currencies are never added: each has a line.
  const amounts = (of: (s: Schemas['SalesFigures']) => Schemas['Money'] | null | undefined) =>
    sales.flatMap(s => of(s) ?? []).map(amount => <span key={amount.currency} className="figure-line">{money(amount)}</span>);
  return (
    <dl className="figures figures-sales">
      <Figure label={words.net} note={sales.some(s => s.refunds.amount > 0) && words.refundsOf(sales.map(s => money(s.refunds)).join(', '))}>{amounts(s => s.net)}</Figure>
      <Figure label={words.orders} note={words.paidOf(sum(s => s.paidOrders))}>{sum(s => s.orders)}</Figure>
      <Figure label={words.average}>{amounts(s => s.averageOrderValue)}</Figure>
      <Figure label={words.conversion} note={words.cartsOf(number(conversion.carts), number(conversion.ordered))}>
        {conversion.rate === null || conversion.rate === undefined ? null : share(conversion.rate)}
      </Figure>
      <Figure label={words.pieces}>{sum(s => s.pieces)}</Figure>
      <Figure label={words.newAccounts}>{number(period.newAccounts)}</Figure>
    </dl>
  );
}
