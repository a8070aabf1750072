import { useEffect, useState } from 'react';
import type { Schemas } from '../../api/client';
import { newId } from '../../api/ids';
import { isProblem } from '../../api/problem';
import { Button } from '../../design/Button';
import { Notice } from '../../design/Notice';
import { useForm } from '../../design/useForm';
import { money } from '../../format';
import { T } from '../../texts';
import { PaymentChoice, tokenOf, useCards, type Choice } from '../checkout/PaymentChoice';
import { Deadline } from './Deadline';
import { pay, payments } from './payment';
import { useOrderWork } from './useOrderWork';

/** What is to be paid, until when, and how; shown as long as there is something to pay. */
export function PaymentPart({ order }: { order: Schemas['OrderView'] }) {
  const work = useOrderWork(order.id);
  const { cards } = useCards();
  const [choice, setChoice] = useState<Choice>('pays');
  const form = useForm(() => {
    // One that is still open is asked about under its key; only a decided one makes room for another.
    const open = payments.get()?.[order.id];
    const attempt = open ?? { key: newId(), body: { method: 'card', token: tokenOf(choice), amount: order.total } };
    return work.run(() => pay(order.id, attempt)).catch(error => {
      // The order itself says that it was declined.
      if (!isProblem(error, 'paymentDeclined')) throw error;
    });
  });
  const { onSubmit } = form;
  useEffect(() => {
    if (order.status === 'pending' && payments.get()?.[order.id] !== undefined) void onSubmit();
    // Once, when the page comes: what an earlier one sent is asked about.
  }, [order.id]);

  if (order.status !== 'pending') return null;
  if (order.payment.status === 'authorised')
    return (
      <Notice title={T.orders.payingTitle}>
        <p>{T.orders.paying}</p>
      </Notice>
    );
  const declined = order.payment.status === 'declined';
  return (
    <section className="card stack order-pay" aria-labelledby="order-pay">
      <div className="row-between">
        <h2 id="order-pay">{declined ? T.orders.tryAgainTitle : T.orders.payTitle}</h2>
        {order.payBy && <Deadline at={order.payBy} orderId={order.id} />}
      </div>
      {declined && (
        <Notice kind="bad" title={T.orders.declinedTitle}>
          <p>{reasonOf(order.payment.failureReason)} {T.orders.declined}</p>
        </Notice>
      )}
      {form.failure && <Notice kind="bad">{form.failure}</Notice>}
      <form {...form.props} className="stack">
        <PaymentChoice chosen={choice} onChoose={setChoice} later={false} />
        {cards && <Button type="submit" busy={form.busy} data-testid="pay">{declined ? T.orders.payAgain(money(order.total)) : T.orders.payNow(money(order.total))}</Button>}
      </form>
    </section>
  );
}

const reasonOf = (reason: string | null | undefined) => (reason ? (T.orders.declineReasons[reason] ?? '') : '');
