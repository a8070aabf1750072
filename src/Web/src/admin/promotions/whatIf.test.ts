import { expect, it } from 'vitest';
import { dayAgo, idsOf, together } from './whatIf';

const usd = (amount: number) => ({ amount, currency: 'USD' });

it('finds ids in what was pasted', () => {
  expect(idsOf(' a, b\n\nb;c ')).toEqual(['a', 'b', 'c']);
});

it('adds answers up', () => {
  const one = { items: [], before: usd(1000), after: usd(900), difference: usd(-100), more: false };
  expect(together([one, { ...one, more: true }], 'USD')).toEqual({ items: [], before: usd(2000), after: usd(1800), difference: usd(-200), more: true });
});

it('counts days back', () => {
  expect(dayAgo(30, new Date(2026, 10, 22, 12).getTime())).toBe('2026-10-23');
});
