import type { Schemas } from '../../api/client';

type Order = Schemas['OrderView'];

/** So many pieces of a line, with its name. */
export interface Pieces {
  readonly productId: string;
  readonly name: string;
  readonly quantity: number;
}

/** What can be done with an order as it stands; the store decides, this is for the buttons. */
export function allowed(order: Order) {
  const isPaid = order.status === 'paid' || order.status === 'partiallyShipped';
  const isTaken = order.payment.status !== 'authorised';
  return {
    ship: isPaid && isTaken,
    /** The money is promised and not taken: the goods wait for it. */
    waitsForMoney: isPaid && !isTaken,
    deliver: order.shipments.some(s => s.status === 'shipped'),
    cancel: order.status === 'pending' || order.status === 'paid',
    refund: refundable(order) > 0 && !(order.status === 'pending' || order.status === 'expired'),
  };
}

/** What of the money taken has not gone back, in minor units. */
export const refundable = (order: Order) => (order.payment.captured?.amount ?? 0) - (order.payment.refunded?.amount ?? 0);

/** What has not left. */
export function unshipped(order: Order): readonly Pieces[] {
  const counts = new Map<string, number>();
  for (const shipment of order.shipments)
    if (shipment.status === 'preparing') for (const { productId, quantity } of shipment.items) counts.set(productId, (counts.get(productId) ?? 0) + quantity);
  return named(order, [...counts].map(([productId, quantity]) => ({ productId, quantity })));
}

/** Pieces with the names that their lines have. */
export const named = (order: Order, pieces: readonly Schemas['OrderPieces'][]): readonly Pieces[] =>
  pieces.map(p => ({ ...p, name: order.items.find(i => i.productId === p.productId)?.name ?? p.productId }));

/** The lines of a command about some pieces: none where it is about all of them, for then none need be named. */
export function chosen(pieces: readonly Pieces[], counts: Readonly<Record<string, number>>): Schemas['ItemRequest'][] | undefined {
  const count = (p: Pieces) => counts[p.productId] ?? p.quantity;
  if (pieces.every(p => count(p) === p.quantity)) return undefined;
  return pieces.filter(p => count(p) > 0).map(p => ({ productId: p.productId, quantity: count(p) }));
}
