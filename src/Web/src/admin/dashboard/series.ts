import type { Schemas } from '../../api/client';
import { language } from '../../texts';

/** Of how long a time there is a chart, and in what pieces. */
export const ranges = ['hour', 'day', 'week', 'month'] as const satisfies readonly Schemas['TimeBucket'][];

/** One bucket of a chart. */
export interface Bucket {
  readonly from: string;
  readonly revenue: number;
  readonly orders: number;
}

/** The currencies in which something was sold, the one with the most orders first. */
export const currencies = (period: Schemas['PeriodFigures']): readonly string[] =>
  period.sales.toSorted((a, b) => b.orders - a.orders).map(sales => sales.currency);

/** A report as one line of buckets in one currency; where nothing was sold there are zeros. */
export const bucketsOf = (report: Schemas['SalesReport'], currency: string): readonly Bucket[] =>
  report.items.map(({ from, sales }) => {
    const found = sales.find(s => s.currency === currency);
    return { from, revenue: found?.net.amount ?? 0, orders: found?.orders ?? 0 };
  });

const locale = language === 'de' ? 'de-DE' : 'en-US';
const formats: Record<Schemas['TimeBucket'], Intl.DateTimeFormat> = {
  hour: new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }),
  day: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }),
  week: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }),
  month: new Intl.DateTimeFormat(locale, { month: 'short', year: '2-digit', timeZone: 'UTC' }),
};

/** When a bucket begins, as short as a chart needs it; buckets are of UTC. */
export const bucketName = (from: string, bucket: Schemas['TimeBucket']) => formats[bucket].format(new Date(from));

const compactNumber = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });

/** A number as short as an axis needs it. */
export const compact = (n: number) => compactNumber.format(n);
