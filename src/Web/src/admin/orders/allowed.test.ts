import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../api/client';
import { allowed, chosen, refundable, unshipped } from './allowed';

const usd = (amount: number) => ({ amount, currency: 'USD' });

function order(changes: Partial<Schemas['OrderView']>): Schemas['OrderView'] {
  return {
    id: 'o',
    number: '261122-ABCDEF',
    status: 'paid',
    version: 3,
    items: [
      { productId: 'a', sku: 'A', name: 'Lamp', quantity: 3, unitPrice: usd(100), lineTotal: usd(300), discount: usd(0), tax: usd(0), total: usd(300) },
      { productId: 'b', sku: 'B', name: 'Shade', quantity: 1, unitPrice: usd(50), lineTotal: usd(50), discount: usd(0), tax: usd(0), total: usd(50) },
    ],
    subtotal: usd(350),
    discount: usd(0),
    shipping: usd(0),
    tax: usd(0),
    total: usd(350),
    shippingAddress: { street: 's', city: 'c', zipCode: 'z', country: 'US' },
    payment: { status: 'captured', captured: usd(350) },
    shipments: [],
    returns: [],
    refunds: [],
    notes: [],
    createdAt: '2026-11-22T00:00:00Z',
    updatedAt: '2026-11-22T00:00:00Z',
    ...changes,
  };
}

describe('what is allowed', () => {
  it.each<[Schemas['OrderStatus'], string[]]>([
    ['pending', ['cancel']],
    ['paid', ['ship', 'cancel', 'refund']],
    ['partiallyShipped', ['ship', 'refund']],
    ['shipped', ['refund']],
    ['delivered', ['refund']],
    ['cancelled', ['refund']],
    ['expired', []],
  ])('of an order that is %s', (status, actions) => {
    const can = allowed(order({ status }));
    expect(Object.entries(can).filter(([, may]) => may).map(([name]) => name)).toEqual(actions);
  });

  it('lets goods wait for money that is only promised', () => {
    expect(allowed(order({ payment: { status: 'authorised' } }))).toMatchObject({ ship: false, waitsForMoney: true, refund: false });
  });

  it('delivers once something is on its way', () => {
    const shipments = [{ number: 1, status: 'shipped' as const, items: [], parcels: [] }];
    expect(allowed(order({ status: 'partiallyShipped', shipments })).deliver).toBe(true);
  });
});

it('gives back what is left of the money', () => {
  expect(refundable(order({ payment: { status: 'partiallyRefunded', captured: usd(350), refunded: usd(50) } }))).toBe(300);
  expect(refundable(order({ payment: { status: 'pending' } }))).toBe(0);
});

describe('pieces', () => {
  const shipments = [
    { number: 1, status: 'shipped' as const, items: [{ productId: 'a', quantity: 1 }], parcels: [] },
    { number: 2, status: 'preparing' as const, items: [{ productId: 'a', quantity: 2 }, { productId: 'b', quantity: 1 }], parcels: [] },
  ];

  it('that have not left are those of shipments being prepared', () => {
    expect(unshipped(order({ shipments }))).toEqual([
      { productId: 'a', name: 'Lamp', quantity: 2 },
      { productId: 'b', name: 'Shade', quantity: 1 },
    ]);
  });

  it('are named only where some stay', () => {
    const pieces = unshipped(order({ shipments }));
    expect(chosen(pieces, {})).toBeUndefined();
    expect(chosen(pieces, { a: 2, b: 1 })).toBeUndefined();
    expect(chosen(pieces, { a: 1, b: 0 })).toEqual([{ productId: 'a', quantity: 1 }]);
  });
});
