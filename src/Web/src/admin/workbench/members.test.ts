import { expect, it } from 'vitest';
import { inLine, membersOf } from './members';

it('writes values in one line', () => {
  expect(inLine({ amount: 1250, currency: 'USD' })).toBe('$12.50');
  expect(inLine({ a: [1] })).toBe('{"a":[1]}');
  expect(inLine(null)).toBe('–');
  expect(inLine(false)).toBe('false');
});

it('shows the members of a state', () => {
  const state = { version: 3, status: 'paid', total: { amount: 100, currency: 'USD' }, items: [1, 2], payment: { status: 'captured', captured: { amount: 100, currency: 'USD' }, deep: { x: 1 } }, coupon: null };
  expect(membersOf(state)).toEqual([['status', 'paid'], ['total', '$1.00'], ['items', '[2]'], ['payment.status', 'captured'], ['payment.captured', '$1.00']]);
});
