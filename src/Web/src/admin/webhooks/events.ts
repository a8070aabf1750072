/** Every event that there is and will be. */
export const everything = '*';

/** What a subscription can name, by what it is about; see docs/webhooks.md. */
export const eventGroups: Readonly<Record<'order' | 'payment' | 'stock' | 'product', readonly string[]>> = {
  order: [
    'order.created', 'order.itemAdded', 'order.itemRemoved', 'order.cancelled', 'order.expired', 'order.shipped', 'order.delivered',
    'order.returnRequested', 'order.returnApproved', 'order.returnRejected', 'order.returned', 'order.noteAdded',
  ],
  payment: ['payment.processed', 'payment.completed', 'payment.failed', 'payment.refunded'],
  stock: ['stock.reserved', 'stock.released', 'stock.low', 'stock.out'],
  product: ['product.added'],
};

/** What is chosen after one box was ticked or not: all of them take the place of any. */
export function choose(chosen: readonly string[], name: string, on: boolean): readonly string[] {
  if (name === everything) return on ? [everything] : [];
  const others = chosen.filter(event => event !== name && event !== everything);
  return on ? [...others, name] : others;
}
