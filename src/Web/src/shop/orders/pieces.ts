import type { Schemas } from '../../api/client';

type Order = Pick<Schemas['OrderView'], 'shipments' | 'returns'>;

/** How many pieces of each product have arrived and can still be sent back: none that is being returned, or was. */
export function returnable(order: Order): ReadonlyMap<string, number> {
  const left = new Map<string, number>();
  const count = (pieces: readonly Schemas['OrderPieces'][], sign: 1 | -1) => {
    for (const { productId, quantity } of pieces) left.set(productId, (left.get(productId) ?? 0) + sign * quantity);
  };
  for (const shipment of order.shipments) if (shipment.status === 'delivered') count(shipment.items, 1);
  for (const sent of order.returns) if (sent.status !== 'rejected') count(sent.items, -1);
  return new Map([...left].filter(([, quantity]) => quantity > 0));
}
