import type { Schemas } from '../../api/client';

/** A price over time, drawn in a field of 100 by 100: x from the first day to now, y from the highest (0) to the lowest (100). */
export interface PriceLine {
  readonly path: string;
  readonly lowest: Schemas['Money'];
  readonly highest: Schemas['Money'];
}

/** Prices as steps, oldest first: each holds until the next came. */
export function priceSteps(points: readonly Pick<Schemas['PricePoint'], 'price' | 'from'>[], now: number): PriceLine | null {
  const [first] = points;
  if (first === undefined) return null;
  const prices = points.map(p => p.price);
  const lowest = prices.reduce((a, b) => (b.amount < a.amount ? b : a));
  const highest = prices.reduce((a, b) => (b.amount > a.amount ? b : a));
  const began = Date.parse(first.from);
  const x = (at: number) => round(now > began ? Math.min(Math.max((at - began) / (now - began), 0), 1) * 100 : 0);
  const y = (amount: number) => round(highest.amount > lowest.amount ? ((highest.amount - amount) / (highest.amount - lowest.amount)) * 100 : 50);
  const steps = points.map((p, i) => (i === 0 ? `M0 ${y(p.price.amount)}` : `H${x(Date.parse(p.from))}V${y(p.price.amount)}`));
  return { path: `${steps.join('')}H100`, lowest, highest };
}

const round = (n: number) => Math.round(n * 100) / 100;
