import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link } from 'wouter';
import { answer, api, ifMatch, type Schemas } from '../../api/client';
import { newId } from '../../api/ids';
import { Button } from '../../design/Button';
import { Icon } from '../../design/Icon';
import { toastProblem } from '../../design/Toasts';
import { money, share } from '../../format';
import { T } from '../../texts';
import { LinePicture } from '../cart/LinePicture';
import { QuantityField } from '../cart/QuantityField';
import { Totals } from '../cart/Totals';
import { orderHeaders } from './orderAccess';
import { orderQuery } from './orderQuery';
import { priceSteps, type PriceStep } from './price';
import { useOrderWork } from './useOrderWork';

/** What was ordered and what it comes to; its lines can change as long as it is unpaid. */
export function OrderItems({ order }: { order: Schemas['OrderView'] }) {
  const [changing, setChanging] = useState(false);
  const queries = useQueryClient();
  const work = useOrderWork(order.id);
  const open = order.status === 'pending';
  const header = { ...orderHeaders(order.id) };
  const changes = useRef<Promise<unknown>>(Promise.resolve());

  /** Says whether it was done; what was refused is said in the corner. */
  async function change(call: () => Promise<Schemas['OrderView']>): Promise<boolean> {
    try {
      await work.run(call);
      return true;
    } catch (error) {
      toastProblem(error);
      return false;
    }
  }

  /**
   * Changes a line by what it differs now: an earlier change may have come in between. The difference goes to the order it
   * was reckoned from and to no other, so that one whose answer was lost is not made twice.
   */
  async function setToNow(productId: string, quantity: number): Promise<boolean> {
    const { items, version } = queries.getQueryData<Schemas['OrderView']>(orderQuery(order.id)) ?? order;
    const present = items.find(line => line.productId === productId);
    // What was typed last does not bring back a line that was taken out.
    if (present === undefined) return false;
    const more = quantity - present.quantity;
    if (more === 0) return true;
    const params = { path: { id: order.id }, header: { ...header, ...ifMatch(version) } };
    return change(() =>
      more > 0
        ? answer(api.POST('/api/v1/orders/{id}/items', { params: { ...params, header: { ...params.header, 'Idempotency-Key': newId() } }, body: { productId, quantity: more } }))
        : answer(api.DELETE('/api/v1/orders/{id}/items', { params, body: { productId, quantity: -more } })),
    );
  }

  /** One change of the order after the other: each reckons with the answer of the one before. */
  function setQuantity(productId: string, quantity: number): Promise<boolean> {
    const done = changes.current.then(() => setToNow(productId, quantity));
    changes.current = done;
    return done;
  }

  const remove = (productId: string) => change(() => answer(api.DELETE('/api/v1/orders/{id}/items/{productId}', { params: { path: { id: order.id, productId }, header } })));

  return (
    <section className="stack" aria-labelledby="order-items">
      <div className="row-between">
        <h2 id="order-items">{T.orders.items}</h2>
        {open && (
          <Button kind="bare" aria-pressed={changing} onClick={() => setChanging(!changing)}>{changing ? T.orders.doneChanging : T.orders.changeItems}</Button>
        )}
      </div>
      <div className="card">
        <ul className="plain-list">
          {order.items.map(line => (
            <li key={line.productId} className="order-item">
              <LinePicture productId={line.productId} />
              <div className="cart-line-name">
                <Link href={`/products/${line.productId}`} className="cart-line-link">{line.name}</Link>
                <span className="small soft">
                  {line.quantity} × {money(line.unitPrice)}
                  {line.discount.amount > 0 && ` · ${T.orders.lineDiscount(money(line.discount))}`}
                </span>
                {open && changing && (
                  <div className="row">
                    <QuantityField name={line.name} value={line.quantity} onChange={quantity => setQuantity(line.productId, quantity)} />
                    {order.items.length > 1 && (
                      <Button kind="bare" busy={work.busy} onClick={() => void remove(line.productId)} aria-label={T.cart.removeNamed(line.name)}>
                        <Icon name="trash" />
                      </Button>
                    )}
                  </div>
                )}
              </div>
              <strong className="numbers">{money(line.lineTotal)}</strong>
            </li>
          ))}
        </ul>
        <div className="order-sums">
          {order.coupon && <p className="small soft">{T.orders.coupon(order.coupon)}</p>}
          <Totals of={order} />
          <details className="order-why">
            <summary>{T.orders.why}</summary>
            <ul className="plain-list stack-s small">
              {priceSteps(order).map((step, i) => (
                <li key={i} className="checkout-line">
                  <span>{stepWords(step, order.total.currency)}</span>
                  <span className="numbers">{money({ amount: step.amount, currency: order.total.currency })}</span>
                </li>
              ))}
              <li className="checkout-line">
                <strong>{T.cart.total}</strong>
                <strong className="numbers">{money(order.total)}</strong>
              </li>
            </ul>
          </details>
        </div>
      </div>
    </section>
  );
}

const percent = (rate: number) => share(rate / 1_000_000);

function stepWords(step: PriceStep, currency: string): string {
  switch (step.kind) {
    case 'item':
      return `${step.quantity} × ${step.name}`;
    case 'discount':
      return [T.orders.promotion(step.name), step.code ? T.orders.byCoupon(step.code) : '', step.rate ? percent(step.rate) : ''].filter(Boolean).join(' · ');
    case 'shipping':
      return `${T.cart.shipping}: ${step.name}`;
    case 'tax':
      return T.orders.taxOf(step.name, percent(step.rate ?? 0), money({ amount: step.base ?? 0, currency }), step.category ?? null);
  }
}
