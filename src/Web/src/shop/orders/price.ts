import type { Schemas } from '../../api/client';

/** One step on the way to an order's total, in minor units. */
export interface PriceStep {
  readonly kind: 'item' | 'discount' | 'shipping' | 'tax';
  readonly amount: number;
  /** The line or the promotion, the way it is sent, or the region of the tax. */
  readonly name: string;
  readonly quantity?: number;
  readonly unitPrice?: number;
  readonly code?: string | null;
  /** Of a discount or a tax, in parts per million. */
  readonly rate?: number | null;
  /** What a tax is taken of. */
  readonly base?: number;
  readonly category?: string | null;
}

/** How an order's total came about; the steps add up to it. */
export function priceSteps(order: Pick<Schemas['OrderView'], 'items' | 'pricing'>): readonly PriceStep[] {
  const steps: PriceStep[] = order.items.map(line => ({ kind: 'item', name: line.name, quantity: line.quantity, unitPrice: line.unitPrice.amount, amount: line.lineTotal.amount }));
  const price = order.pricing;
  if (!price) return steps;
  for (const p of price.promotions) {
    const taken = p.shares.reduce((sum, share) => sum + share.amount, 0) + p.shippingShare;
    if (taken > 0) steps.push({ kind: 'discount', name: p.name, code: p.code, rate: p.rate, amount: -taken });
  }

  if (price.shipping.method !== '') steps.push({ kind: 'shipping', name: price.shipping.name, amount: price.shipping.amount });
  for (const tax of price.taxes) steps.push({ kind: 'tax', name: tax.region, category: tax.category, rate: tax.rate, base: tax.base, amount: tax.amount });
  return steps;
}
