import { answer, api, type Schemas } from '../../api/client';
import { Problem } from '../../api/problem';
import { stored } from '../../api/stored';
import { pauseBefore } from '../../live/pause';
import { judge } from '../checkout/attempt';
import { orderHeaders } from './orderAccess';

/** A payment that was sent off and whose answer is not known yet; it goes out again under its key until it is. */
export interface PaymentAttempt {
  readonly key: string;
  readonly body: Schemas['PayOrderRequest'];
}

/** Open payments by order. */
export const payments = stored<Readonly<Record<string, PaymentAttempt>>>('store.payments');

/** Keeps an open payment of an order; null once it is decided. */
export function keepPayment(orderId: string, attempt: PaymentAttempt | null): void {
  const { [orderId]: _, ...others } = payments.fresh() ?? {};
  payments.set(attempt === null ? others : { ...others, [orderId]: attempt });
}

/** Sends a payment, again while nobody can say what became of it. Throws what was decided against it, or what is still open. */
export async function pay(orderId: string, attempt: PaymentAttempt, tries = 5): Promise<Schemas['OrderView']> {
  keepPayment(orderId, attempt);
  for (let n = 0; ; n++) {
    try {
      const header = { ...orderHeaders(orderId), 'Idempotency-Key': attempt.key };
      const order = await answer(api.POST('/api/v1/orders/{id}/pay', { params: { path: { id: orderId }, header }, body: attempt.body }));
      keepPayment(orderId, null);
      return order;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (judge(error).kind !== 'unknown') {
        keepPayment(orderId, null);
        throw error;
      }

      if (n + 1 >= tries) throw error;
      await new Promise(resolve => setTimeout(resolve, pauseBefore(n + 1, error.retryAfter)));
    }
  }
}
