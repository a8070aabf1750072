import { answer, api, asGuest, type Schemas } from '../../api/client';
import { whoIsIn } from '../../api/me';
import { isUndecided, Problem } from '../../api/problem';
import { session } from '../../api/session';
import { stored } from '../../api/stored';
import { pauseBefore } from '../../live/pause';

/**
 * An order that was sent off and whose answer is not known yet. It is kept until it is: whatever happens to page, line and
 * store, the same request goes out again under the same key, and the store makes one order of all of them.
 */
export interface Attempt {
  readonly key: string;
  readonly cartToken: string | null;
  /** The account that sent it; null for a guest. As anybody else it would be another request. */
  readonly owner: string | null;
  readonly body: Schemas['PlaceOrderRequest'];
}

export const attempts = stored<Attempt>('store.attempt');

/** What became of an attempt. */
export type Outcome =
  /** There is an order; `open` where the store still works on it. */
  | { readonly kind: 'ordered'; readonly orderId: string; readonly orderToken: string | null; readonly declined: boolean; readonly open: boolean }
  /** There is none, and this attempt will not make one. */
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** Nobody can say yet; asking again under the same key is safe. */
  | { readonly kind: 'unknown'; readonly problem: Problem }
  /** Only the account that sent it can ask about it, and that is not logged in. */
  | { readonly kind: 'loggedOut' };

/** What a refusal says of the attempt. */
export function judge(problem: Problem): Outcome {
  const orderId = textOf(problem.body['orderId']);
  if (orderId !== null && (problem.status === 402 || problem.code === 'cartOrdered'))
    return { kind: 'ordered', orderId, orderToken: textOf(problem.body['orderToken']), declined: problem.code === 'paymentDeclined', open: false };
  return isUndecided(problem) ? { kind: 'unknown', problem } : { kind: 'refused', problem };
}

const running = new Map<string, Promise<Outcome>>();

/** Sends an attempt until it is decided, or a few times over. Who asks twice gets the same answer. */
export function settle(attempt: Attempt, tries = 5): Promise<Outcome> {
  let outcome = running.get(attempt.key);
  if (outcome === undefined) {
    outcome = send(attempt, tries).finally(() => running.delete(attempt.key));
    running.set(attempt.key, outcome);
  }

  return outcome;
}

async function send(attempt: Attempt, tries: number): Promise<Outcome> {
  for (let n = 0; ; n++) {
    try {
      if (attempt.owner !== null && attempt.owner !== (await whoIsIn())) return { kind: 'loggedOut' };
      const header = { 'Idempotency-Key': attempt.key, ...(attempt.cartToken ? { 'Cart-Token': attempt.cartToken } : {}) };
      const order = await answer(
        api.POST('/api/v1/orders', { params: { header }, body: attempt.body, ...(attempt.owner === null ? { fetch: asGuest } : {}) }),
      );
      // What is written down has a number; what is still being worked on has not.
      return { kind: 'ordered', orderId: order.id, orderToken: order.orderToken ?? null, declined: false, open: order.number === undefined };
    } catch (error) {
      // Whatever else went wrong, it says nothing of the order.
      const problem = error instanceof Problem ? error : Problem.offline();
      if (attempt.owner !== null && session.get() === null) return { kind: 'loggedOut' };
      const outcome = judge(problem);
      if (outcome.kind !== 'unknown' || n + 1 >= tries) return outcome;
      await new Promise(resolve => setTimeout(resolve, pauseBefore(n + 1, problem.retryAfter)));
    }
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : null);
