import { expect, it } from 'vitest';
import { beginning, kept, queryOf } from './journalTail';

it('asks for what is filtered by and nothing else', () => {
  expect(queryOf({ stream: '', type: '', actor: '' })).toEqual({});
  expect(queryOf({ stream: 'order-', type: 'order.', actor: 'system' })).toEqual({ streamPrefix: 'order-', type: 'order', actor: 'system' });
});

it('begins where there is something to be seen', () => {
  expect(beginning(null, 1_000_000, false)).toBe(999_800);
  expect(beginning(null, 100, true)).toBe(0);
  expect(beginning(0, 1_000_000, false)).toBe(1_000_000 - kept);
  expect(beginning(0, 1_000_000, true)).toBe(0);
  expect(beginning(999_990, 1_000_000, false)).toBe(999_990);
});
