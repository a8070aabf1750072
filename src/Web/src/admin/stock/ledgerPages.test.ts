import { expect, it } from 'vitest';
import { cursorOf, pageSize, pagesOf, sizeOf } from './ledgerPages';

it('counts pages from the newest movement, each movement on one of them', () => {
  const version = 2 * pageSize + 7;
  expect(pagesOf(version)).toBe(3);
  const seen = [0, 1, 2].map(page => ({ after: Number(cursorOf(page, version) ?? 0), size: sizeOf(page, version) }));
  expect(seen).toEqual([
    { after: pageSize + 7, size: pageSize },
    { after: 7, size: pageSize },
    { after: 0, size: 7 },
  ]);
});

it('has one page where nothing happened', () => {
  expect(pagesOf(0)).toBe(1);
  expect(cursorOf(0, 0)).toBeUndefined();
  expect(sizeOf(0, 0)).toBe(1);
});
