import { beforeAll, expect, it, vi } from 'vitest';
import { loadTexts } from '../../texts';
import { loadOfficeTexts } from '../../texts/office';
import { memberOf, whyOf } from './historyWords';

beforeAll(async () => {
  vi.stubGlobal('document', { documentElement: {} });
  await Promise.all([loadTexts(), loadOfficeTexts()]);
});

it('says why in words, and what has none by its name', () => {
  expect(whyOf([{ name: 'placeOrder' }, { name: 'stock.reserved', count: 3 }, { name: 'thing.happened' }])).toBe('Place an order → Reserved ×3 → thing.happened');
});

it('names members by their way', () => {
  expect(memberOf('/price/amount')).toBe('Price / amount');
  expect(memberOf('/unheardOf/1')).toBe('unheardOf / 1');
});
