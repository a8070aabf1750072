import { expect, it } from 'vitest';
import { changesOf } from './useDraft';

it('knows what was typed over', () => {
  const before = { role: 'customer', group: '', events: ['a', 'b'] };
  expect(changesOf(before, { ...before, events: ['a', 'b'] })).toEqual({});
  expect(changesOf(before, { ...before, group: 'vip' })).toEqual({ group: 'vip' });
  expect(changesOf(before, { ...before, events: ['b'] })).toEqual({ events: ['b'] });
});
