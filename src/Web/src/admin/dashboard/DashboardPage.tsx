import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { Query } from '../../design/Query';
import { Skeleton } from '../../design/States';
import { Title } from '../../design/Title';
import { money, number, preciseTime } from '../../format';
import { O } from '../../texts/office';
import { Figure } from '../parts/Figure';
import { LiveBadge } from '../parts/LiveBadge';
import { useSeldom } from '../parts/useSeldom';
import { Figures } from './Figures';
import { LowStockList } from './LowStockList';
import { OrdersByStatus } from './OrdersByStatus';
import { Popular } from './Popular';
import { SalesCharts } from './SalesCharts';
import { Segments } from './Segments';
import { findLowStock, type FoundLow } from './stockAlerts';
import { useDashboard } from './useDashboard';
import '../parts/parts.css';
import './dashboard.css';

/** How often charts and low stocks are fetched anew at most while figures move, in milliseconds. */
const every = 5000;

/** When an inbox is read on that was too long for one go, in milliseconds. */
const readOnAfter = 2000;

const periods = ['today', 'month', 'total'] as const;

/** How the shop does, while one looks. */
export default function DashboardPage() {
  const words = O.dashboard;
  const client = useQueryClient();
  const lowStock = useQuery({
    queryKey: ['lowStock'],
    queryFn: ({ queryKey }) => findLowStock(client.getQueryData<FoundLow>(queryKey)),
    select: found => found.low,
    staleTime: 60_000,
    refetchInterval: query => (query.state.data?.isWhole === false ? readOnAfter : false),
  });
  const onMoved = useSeldom(every, () => void client.invalidateQueries({ queryKey: ['sales'] }));
  const onStockLow = useSeldom(every, () => void client.invalidateQueries({ queryKey: ['lowStock'] }));
  const { figures, live } = useDashboard({ onMoved, onStockLow });
  const [period, setPeriod] = useState<(typeof periods)[number]>('today');
  return (
    <div className="stack">
      <div className="page-head">
        <div className="row">
          <Title>{words.title}</Title>
          <LiveBadge state={live} />
        </div>
        <Segments label={words.period} options={periods.map(p => [p, words.periods[p]] as const)} value={period} onValue={setPeriod} />
      </div>
      <Query of={figures} loading={<Skeleton lines={6} height="5rem" />}>
        {dashboard => (
          <>
            <Figures period={dashboard[period]} />
            <div className="panels">
              <div className="stack">
                <SalesCharts />
                <Popular products={dashboard.popular} />
              </div>
              <div className="stack">
                <LowStockList of={lowStock} />
                <OrdersByStatus counts={dashboard.ordersByStatus} />
                <Holdings dashboard={dashboard} />
                <p className="small soft">{words.asOf(preciseTime(dashboard.at))}</p>
              </div>
            </div>
          </>
        )}
      </Query>
    </div>
  );
}

/** What there is, whatever is sold. */
function Holdings({ dashboard }: { dashboard: Schemas['Dashboard'] }) {
  const words = O.dashboard;
  return (
    <dl className="figures figures-holdings">
      <Figure label={words.products}>{number(dashboard.products)}</Figure>
      <Figure label={words.accounts}>{number(dashboard.accounts)}</Figure>
      <Figure label={words.shelf} note={dashboard.stock.values.map(money).join(', ')}>{number(dashboard.stock.pieces)}</Figure>
    </dl>
  );
}
