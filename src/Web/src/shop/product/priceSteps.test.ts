import { expect, it } from 'vitest';
import { priceSteps } from './priceSteps';

const at = (day: number, amount: number) => ({ from: `2026-01-${String(day).padStart(2, '0')}T00:00:00Z`, price: { amount, currency: 'USD' } });
const now = Date.parse('2026-01-11T00:00:00Z');

it('holds each price until the next came, and the last until now', () => {
  expect(priceSteps([at(1, 2000), at(6, 1000), at(9, 1500)], now)).toEqual({
    path: 'M0 0H50V100H80V50H100',
    lowest: { amount: 1000, currency: 'USD' },
    highest: { amount: 2000, currency: 'USD' },
  });
});

it('is level where the price came back to what it was, and nothing without prices', () => {
  expect(priceSteps([at(1, 1000), at(6, 1000)], now)?.path).toBe('M0 50H50V50H100');
  expect(priceSteps([], now)).toBeNull();
});

it('stays in its field when a clock runs behind', () => {
  expect(priceSteps([at(1, 1000), at(20, 500)], now)?.path).toBe('M0 0H100V100H100');
  expect(priceSteps([at(12, 1000)], now)?.path).toBe('M0 50H100');
});
