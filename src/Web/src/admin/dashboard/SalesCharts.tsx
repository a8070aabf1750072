import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { answer, api, type Schemas } from '../../api/client';
import { Query } from '../../design/Query';
import { Skeleton } from '../../design/States';
import { TableScroll } from '../../design/TableScroll';
import { minorUnits, money, number } from '../../format';
import { O } from '../../texts/office';
import { Segments } from './Segments';
import { bucketName, bucketsOf, compact, currencies, ranges } from './series';

const Chart = lazy(() => import('./Chart').then(m => ({ default: m.Chart })));

/** Revenue and orders over time, as charts and as a table. */
export function SalesCharts() {
  const words = O.dashboard;
  const [bucket, setBucket] = useState<Schemas['TimeBucket']>('day');
  const sales = useQuery({
    queryKey: ['sales', bucket],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/analytics/sales', { params: { query: { bucket } }, signal })),
    placeholderData: keepPreviousData,
  });
  return (
    <section className="card stack" aria-labelledby="sales">
      <div className="row-between">
        <h2 id="sales" className="panel-head">{words.sales}</h2>
        <Segments label={words.range} options={ranges.map(r => [r, words.ranges[r]] as const)} value={bucket} onValue={setBucket} />
      </div>
      <Query of={sales} loading={<Skeleton height="26rem" />}>{report => <Charts report={report} />}</Query>
    </section>
  );
}

function Charts({ report }: { report: Schemas['SalesReport'] }) {
  const words = O.dashboard;
  const known = currencies(report.totals);
  const [wanted, setWanted] = useState<string>();
  const currency = wanted !== undefined && known.includes(wanted) ? wanted : (known[0] ?? 'USD');
  const buckets = useMemo(() => bucketsOf(report, currency), [report, currency]);
  const names = useMemo(() => buckets.map(b => bucketName(b.from, report.bucket)), [buckets, report.bucket]);
  const revenue = useMemo(() => buckets.map(b => b.revenue), [buckets]);
  const orders = useMemo(() => buckets.map(b => b.orders), [buckets]);
  const full = (amount: number) => money({ amount, currency });
  return (
    <div className="stack">
      {known.length > 1 && <Segments label={words.currency} options={known.map(c => [c, c] as const)} value={currency} onValue={setWanted} />}
      <Suspense fallback={<Skeleton height="26rem" />}>
        <Chart label={words.revenueIn(currency)} names={names} values={revenue} short={amount => compact(amount / minorUnits(currency))} full={full} />
        <Chart label={words.orders} names={names} values={orders} short={n => (Number.isInteger(n) ? compact(n) : '')} full={number} />
      </Suspense>
      <details className="chart-details">
        <summary>{words.asTable}</summary>
        <div className="chart-table">
          <TableScroll label={words.revenueIn(currency)}>
            <thead>
              <tr>
                <th scope="col">{words.from}</th>
                <th scope="col" className="end">{words.orders}</th>
                <th scope="col" className="end">{words.revenueIn(currency)}</th>
              </tr>
            </thead>
            <tbody>
              {buckets.map((b, i) => (
                <tr key={b.from}>
                  <th scope="row" className="no-wrap">{names[i]}</th>
                  <td className="end">{number(b.orders)}</td>
                  <td className="end no-wrap">{full(b.revenue)}</td>
                </tr>
              ))}
            </tbody>
          </TableScroll>
        </div>
        <p className="small soft">{words.utc}</p>
      </details>
    </div>
  );
}
