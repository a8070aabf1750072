import { Link } from 'wouter';
import type { Schemas } from '../../api/client';
import { statuses } from '../../api/orderStatus';
import { number } from '../../format';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { routes } from '../routes';

/** How many orders stand where; each leads to them. */
export function OrdersByStatus({ counts }: { counts: Schemas['Dashboard']['ordersByStatus'] }) {
  const all = Math.max(1, ...statuses.map(status => counts[status] ?? 0));
  return (
    <section className="card stack-s" aria-labelledby="by-status">
      <h2 id="by-status" className="panel-head">{O.dashboard.byStatus}</h2>
      <ul className="plain-list">
        {statuses.map(status => (
          <li key={status}>
            <Link href={`${routes.orders}?status=${status}`} className="status-row">
              <span>{T.orderStatus[status]}</span>
              <span className="numbers">{number(counts[status] ?? 0)}</span>
              <meter className="status-bar" min={0} max={all} value={counts[status] ?? 0} aria-hidden="true" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
