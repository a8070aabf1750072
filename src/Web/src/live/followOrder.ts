import type { Schemas } from '../api/client';
import { follow } from './connection';
import type { LiveState } from './state';

/** One change of one order, as the hub tells it. */
export interface OrderUpdate {
  readonly orderId: string;
  readonly event: string;
  /** Rises with every change of the order; the cursor of its feed. */
  readonly version: number;
  readonly position: number;
  readonly status: Schemas['OrderStatus'];
  readonly paymentStatus: Schemas['PaymentStatus'];
  readonly at: string;
  readonly trackingNumber?: string;
  readonly carrier?: string;
  readonly partial?: boolean;
}

/**
 * Follows an order after a version: every change once and in order, also over cut connections. A repeat, should one come,
 * is known by its version and left out.
 */
export function followOrder(orderId: string, afterVersion: number, options: { orderToken?: string | null; next: (update: OrderUpdate) => void; state?: (state: LiveState) => void; refused?: (message: string) => void }): () => void {
  let seen = afterVersion;
  return follow<OrderUpdate>({
    method: 'TrackOrder',
    args: () => [orderId, seen],
    next: update => {
      if (update.version <= seen) return;
      seen = update.version;
      options.next(update);
    },
    state: options.state,
    refused: options.refused,
    orderToken: options.orderToken,
  });
}
