import { beforeAll, expect, it, vi } from 'vitest';
import type { Schemas } from '../../api/client';
import { loadTexts, T } from '../../texts';
import { couponWords, leftOut } from './cartWords';

beforeAll(async () => {
  vi.stubGlobal('document', { documentElement: {} });
  await loadTexts();
});

const outcome = (more: Partial<Schemas['CartCoupon']>): Schemas['CartCoupon'] => ({ applied: false, amount: { amount: 0, currency: 'USD' }, ...more });

it('says what a coupon does, or why it does nothing', () => {
  expect(couponWords(outcome({ applied: true }), '$5.00')).toBe('You save $5.00.');
  expect(couponWords(outcome({ code: 'couponNotApplicable', reason: 'belowMinimum' }), '')).toBe(T.cart.couponReasons['belowMinimum']);
  expect(couponWords(outcome({ code: 'couponUnknown' }), '')).toBe(T.problems['couponUnknown']);
  expect(couponWords(outcome({ code: 'somethingNew', reason: 'somethingElse' }), '')).toBe(T.cart.couponNothing);
});

it('knows a reason for every one that the store gives', () => {
  for (const reason of ['inactive', 'notStarted', 'ended', 'noEligibleItems', 'belowMinimum', 'signInRequired', 'notFirstOrder', 'otherCustomerGroup', 'excluded', 'nothingToDiscount'])
    expect(T.cart.couponReasons[reason], reason).toBeTruthy();
});

it('names what did not come along as it was, and nothing else', () => {
  const changes: Schemas['CartChange'][] = [
    { code: 'itemAdded', productId: 'a', wanted: 1, quantity: 1 },
    { code: 'quantityLimited', productId: 'b', wanted: 1200, quantity: 999 },
    { code: 'itemLeftOut', productId: 'c', wanted: 1, quantity: 0 },
    { code: 'couponLeftOut', coupon: 'TEN' },
  ];
  const said = leftOut(changes, id => `product ${id}`);
  expect(said).toHaveLength(3);
  expect(said[0]).toContain('product b');
  expect(said[1]).toContain('product c');
  expect(said[2]).toContain('TEN');
});
