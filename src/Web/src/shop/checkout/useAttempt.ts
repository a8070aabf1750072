import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Problem } from '../../api/problem';
import { toast } from '../../design/Toasts';
import { T } from '../../texts';
import { cartQuery, forgetCart } from '../cart/cartStore';
import { rememberOrder } from '../orders/orderAccess';
import { attempts, settle, type Attempt, type Outcome } from './attempt';

/** Where the order that was sent off stands. `resumed`: it was sent by an earlier page. */
export type Phase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking'; readonly resumed: boolean }
  | { readonly kind: 'unknown'; readonly problem: Problem }
  | { readonly kind: 'loggedOut' };

/** Sends an order off, goes on with one that an earlier page sent, and leads to what came of it. */
export function useAttempt() {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [phase, setPhase] = useState<Phase>(() => (attempts.get() === null ? { kind: 'idle' } : { kind: 'asking', resumed: true }));
  const here = useRef(true);

  async function run(attempt: Attempt, resumed: boolean): Promise<Outcome> {
    setPhase({ kind: 'asking', resumed });
    const outcome = await settle(attempt);
    if (outcome.kind === 'unknown' || outcome.kind === 'loggedOut') {
      setPhase(outcome);
      return outcome;
    }

    const first = attempts.fresh()?.key === attempt.key;
    if (first) attempts.set(null);
    const cartId = attempt.body.cartId;
    if (outcome.kind === 'ordered') {
      rememberOrder(outcome.orderId, outcome.orderToken);
      if (cartId) forgetCart(cartId);
      void queries.invalidateQueries({ queryKey: ['orders'] });
      if (here.current) navigate(`/orders/${outcome.orderId}`, { replace: true, state: { placed: !outcome.declined } });
      else if (first) toast(T.checkout.placedElsewhere);
    } else {
      setPhase({ kind: 'idle' });
      if (cartId) void queries.invalidateQueries({ queryKey: cartQuery(cartId) });
      void queries.invalidateQueries({ queryKey: ['cartEstimate'] });
    }

    return outcome;
  }

  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);

  return {
    phase,
    /** Sends an order off; where another one is open, here or in another tab, that one is asked about first. */
    send(attempt: Attempt): Promise<Outcome> {
      const open = attempts.fresh();
      if (open !== null) return run(open, true);
      attempts.set(attempt);
      return run(attempt, false);
    },
    /** Asks what became of the one that is open. */
    async ask(): Promise<Outcome | null> {
      const open = attempts.fresh();
      if (open !== null) return run(open, true);
      setPhase({ kind: 'idle' });
      return null;
    },
    /** Lets go of another account's: its order, if there is one, is found among that account's. */
    leave(): void {
      attempts.set(null);
      setPhase({ kind: 'idle' });
    },
  };
}
