import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../api/client';
import type { OrderUpdate } from '../../live/followOrder';
import { withUpdate } from './line';
import { returnable } from './pieces';
import { priceSteps } from './price';
import { remaining } from './remaining';
import { statusOf } from '../../api/orderStatus';

const update = (version: number, event = 'order.shipped'): OrderUpdate => ({ orderId: 'o', event, version, position: version, status: 'paid', paymentStatus: 'captured', at: '2026-11-22T00:00:00Z' });

describe('the line of an order', () => {
  it('has each version once and in order, however they come', () => {
    const told = [1, 3, 2, 3, 1, 5].reduce<readonly OrderUpdate[]>((line, version) => withUpdate(line, update(version)), []);
    expect(told.map(u => u.version)).toEqual([1, 2, 3, 5]);
  });

  it('stays the same where nothing is new, and leaves notes out', () => {
    const line = withUpdate([], update(1));
    expect(withUpdate(line, update(1))).toBe(line);
    expect(withUpdate(line, update(2, 'order.noteAdded'))).toBe(line);
  });
});

describe('what can be sent back', () => {
  const shipment = (status: Schemas['ShipmentStatus'], quantity: number): Schemas['ShipmentView'] => ({ number: 1, status, items: [{ productId: 'p', quantity }], parcels: [] });
  const sent = (status: Schemas['ReturnStatus'], quantity: number): Schemas['ReturnView'] => ({ number: 1, status, items: [{ productId: 'p', quantity }], reason: '', requestedAt: '', updatedAt: '' });

  it('is what has arrived and is not on its way back', () => {
    expect(returnable({ shipments: [shipment('delivered', 3), shipment('shipped', 2)], returns: [sent('requested', 1)] })).toEqual(new Map([['p', 2]]));
    expect(returnable({ shipments: [shipment('delivered', 3)], returns: [sent('rejected', 3)] })).toEqual(new Map([['p', 3]]));
    expect(returnable({ shipments: [shipment('delivered', 1)], returns: [sent('received', 1)] }).size).toBe(0);
  });
});

it('explains a total to the cent', () => {
  const usd = (amount: number) => ({ amount, currency: 'USD' });
  const line = { productId: 'p', sku: 's', name: 'Lamp', quantity: 2, unitPrice: usd(5000), lineTotal: usd(10_000), discount: usd(1000), tax: usd(1710), total: usd(10_710) };
  const pricing: Schemas['PriceBreakdown'] = {
    currency: 'USD',
    lines: [],
    promotions: [{ promotionId: 'a', name: 'Ten', code: 'TEN', kind: 'percentage', amount: 1490, shares: [{ productId: 'p', amount: 1000 }], shippingShare: 490, rate: 100_000 }],
    shipping: { method: 'parcel', name: 'Parcel', amount: 490, discount: 490, tax: 0 },
    taxes: [{ region: 'DE', rate: 190_000, base: 9000, amount: 1710 }],
    subtotal: 10_000,
    discount: 1490,
    shippingTotal: 490,
    tax: 1710,
    total: 10_710,
  };
  const steps = priceSteps({ items: [line], pricing });
  expect(steps.map(s => s.kind)).toEqual(['item', 'discount', 'shipping', 'tax']);
  expect(steps.reduce((sum, s) => sum + s.amount, 0)).toBe(pricing.total);
  expect(priceSteps({ items: [line], pricing: null })).toHaveLength(1);
});

it('counts down as clocks do', () => {
  expect([0, 999, 61_000, 3_600_000, -5].map(remaining)).toEqual(['0:00', '0:01', '1:01', '1:00:00', '0:00']);
});

it('knows a status from what is none', () => {
  expect(statusOf('paid')).toBe('paid');
  expect(statusOf('toString')).toBeNull();
  expect(statusOf(null)).toBeNull();
});
