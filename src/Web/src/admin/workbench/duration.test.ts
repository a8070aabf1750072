import { expect, it } from 'vitest';
import { offset } from './duration';

it('takes the unit that fits', () => {
  const from = '2026-11-22T12:00:00.000Z';
  expect(offset(from, '2026-11-22T12:00:00.0461Z')).toBe('+46 ms');
  expect(offset(from, '2026-11-22T12:00:01.250Z')).toBe('+1.3 s');
  expect(offset(from, '2026-11-22T12:42:00Z')).toBe('+42 min');
  expect(offset(from, '2026-11-23T12:00:00Z')).toBe('+24 h');
  expect(offset(from, '2026-11-29T12:00:00Z')).toBe('+7 d');
  expect(offset(from, '2026-11-22T11:59:59Z')).toBe('+0 ms');
});
