import { useQueryClient } from '@tanstack/react-query';
import { answer, api, ifMatch, type Schemas } from '../../api/client';
import { useCommand } from '../../api/command';
import { isProblem } from '../../api/problem';
import { toast } from '../../design/Toasts';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { orderKey } from './useOrder';

type Order = Schemas['OrderView'];

/** Sends one command about the order that is shown; throws its problem. */
export type Act = (call: (header: { 'Idempotency-Key': string; 'If-Match': string }) => Promise<{ data?: Order; error?: unknown; response: Response }>, done: string) => Promise<void>;

/** What the store answers when the order is not as the page showed it. */
const conflicts = ['versionMismatch', 'illegalTransition', 'illegalReturn', 'shipmentNotUnderWay', 'paymentNotCaptured', 'invalidPieces', 'refundTooLarge'];

/** Commands about an order: each only for the version that is shown, so that nobody acts on what is not so any more. */
export function useOrderActions(order: Order, { onDone, onConflict }: { onDone: () => void; onConflict: (now: Order) => void }): Act {
  const client = useQueryClient();
  const command = useCommand();
  return async (call, done) => {
    try {
      const next = await command(key => call({ ...key, ...ifMatch(order.version) }));
      client.setQueryData<Order>(orderKey(order.id), present => (present && present.version > next.version ? present : next));
      void client.invalidateQueries({ queryKey: ['orders'] });
      toast(done);
      onDone();
    } catch (error) {
      if (isProblem(error, ...conflicts)) {
        const now = await answer(api.GET('/api/v1/orders/{id}', { params: { path: { id: order.id } } })).catch(() => null);
        if (now !== null) {
          client.setQueryData(orderKey(order.id), now);
          onConflict(now);
        }
      }

      throw error;
    }
  };
}

/** What to say of an order that turned out to be another than was shown. */
export const conflictText = (order: Order) => O.orders.conflict(T.orderStatus[order.status]);
