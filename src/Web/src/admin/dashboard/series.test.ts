import { expect, it } from 'vitest';
import type { Schemas } from '../../api/client';
import { bucketName, bucketsOf, currencies } from './series';

const sales = (currency: string, orders: number, net: number): Schemas['SalesFigures'] => {
  const money = { amount: net, currency };
  return { currency, orders, paidOrders: orders, cancelledOrders: 0, expiredOrders: 0, pieces: orders, revenue: money, refunds: { amount: 0, currency }, net: money };
};
const period = (from: string, ...all: Schemas['SalesFigures'][]): Schemas['PeriodFigures'] => ({ from, to: from, sales: all, conversion: { carts: 0, ordered: 0 }, newAccounts: 0 });

it('puts one currency into buckets and zeros where nothing was sold', () => {
  const items = [period('2026-11-20T00:00:00Z', sales('EUR', 1, 900), sales('USD', 2, 500)), period('2026-11-21T00:00:00Z')];
  const report: Schemas['SalesReport'] = { position: 1, bucket: 'day', totals: period('2026-11-20T00:00:00Z'), items };
  expect(bucketsOf(report, 'USD')).toEqual([
    { from: '2026-11-20T00:00:00Z', revenue: 500, orders: 2 },
    { from: '2026-11-21T00:00:00Z', revenue: 0, orders: 0 },
  ]);
});

it('names the currency with the most orders first', () => {
  expect(currencies(period('2026-11-20T00:00:00Z', sales('EUR', 1, 900), sales('USD', 2, 500)))).toEqual(['USD', 'EUR']);
});

it('names buckets by UTC, wherever the reader is', () => {
  expect(bucketName('2026-11-20T00:00:00Z', 'day')).toBe('Nov 20');
  expect(bucketName('2026-11-01T00:00:00Z', 'month')).toBe('Nov 26');
});
