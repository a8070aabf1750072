import { expect, it } from 'vitest';
import { choose, everything } from './events';

it('takes everything instead of some, and some instead of everything', () => {
  expect(choose(['order.created'], everything, true)).toEqual([everything]);
  expect(choose([everything], 'order.created', true)).toEqual(['order.created']);
  expect(choose(['order.created', 'stock.low'], 'order.created', false)).toEqual(['stock.low']);
  expect(choose([everything], everything, false)).toEqual([]);
});
