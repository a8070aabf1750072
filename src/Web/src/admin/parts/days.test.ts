import { expect, it } from 'vitest';
import { dayEnd, dayStart } from './days';

it('spans whole days of the reader’s clock', () => {
  expect(new Date(dayStart('2026-11-22')!).toString()).toBe(new Date(2026, 10, 22).toString());
  expect(new Date(dayEnd('2026-12-31')!).toString()).toBe(new Date(2027, 0, 1).toString());
});

it('knows no day that is none', () => {
  expect(dayStart('2026-02-30')).toBeNull();
  expect(dayEnd('soon')).toBeNull();
  expect(dayStart('')).toBeNull();
});
