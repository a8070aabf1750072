import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { answer, api } from '../../api/client';
import { isProblem } from '../../api/problem';
import { OrderBadge, PaymentBadge } from '../../design/Badge';
import { Title } from '../../design/Title';
import { O } from '../../texts/office';
import { Past } from './Past';
import { Timeline } from './Timeline';
import '../parts/parts.css';
import './workbench.css';

const views = ['timeline', 'past'] as const;

/** One order under the magnifying glass; also one that never came to be placed, for its checkout has left traces. */
export default function WorkbenchOrderPage({ id }: { id: string }) {
  const t = O.workbench;
  const [search] = useSearchParams();
  const view = search.get('view') === 'past' ? 'past' : 'timeline';
  const order = useQuery({ queryKey: ['order', id], queryFn: () => answer(api.GET('/api/v1/orders/{id}', { params: { path: { id } } })) });
  const neverPlaced = isProblem(order.error) && order.error.status === 404;
  return (
    <div className="stack">
      <p className="small"><Link href="/workbench">← {t.title}</Link></p>
      <div className="row">
        <Title title={t.order(order.data?.number ?? id)}>{t.order(order.data?.number ?? '…')}</Title>
        {order.data && <><OrderBadge status={order.data.status} /><PaymentBadge status={order.data.payment.status} /></>}
      </div>
      {order.data && <p><Link href={`/orders/${id}`}>{t.openOrder}</Link></p>}
      {neverPlaced && <p className="soft">{t.neverPlaced}</p>}
      <nav className="tabs" aria-label={t.views.label}>
        {views.map(v => (
          <Link key={v} className="tab" href={v === 'timeline' ? `/workbench/orders/${id}` : `/workbench/orders/${id}?view=${v}`} aria-current={v === view ? 'page' : undefined}>{t.views[v]}</Link>
        ))}
      </nav>
      {view === 'timeline' ? <Timeline id={id} /> : <Past thing="order" id={id} />}
    </div>
  );
}
