import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { money } from '../../format';
import { T } from '../../texts';

type Sums = Pick<Schemas['CartAnswer'], 'subtotal' | 'discount' | 'shipping' | 'tax' | 'total'>;

/** How a total adds up. `estimate` where it is not known yet where the goods go. */
export function Totals({ of, estimate = false, children }: { of: Sums; estimate?: boolean; children?: ReactNode }) {
  return (
    <dl className="totals numbers">
      <Row name={T.cart.subtotal} value={money(of.subtotal)} />
      {of.discount.amount > 0 && <Row name={T.cart.discount} value={money({ ...of.discount, amount: -of.discount.amount })} />}
      <Row name={estimate ? T.cart.shippingEstimate : T.cart.shipping} value={of.shipping.amount === 0 ? T.cart.free : money(of.shipping)} />
      {(of.tax.amount > 0 || !estimate) && <Row name={T.cart.tax} value={money(of.tax)} />}
      {children}
      <div className="totals-row totals-total">
        <dt>{T.cart.total}</dt>
        <dd aria-live="polite" data-testid="total">{money(of.total)}</dd>
      </div>
    </dl>
  );
}

const Row = ({ name, value }: { name: ReactNode; value: ReactNode }) => (
  <div className="totals-row">
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
