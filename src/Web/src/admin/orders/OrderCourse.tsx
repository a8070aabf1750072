import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../api/client';
import { Query } from '../../design/Query';
import { preciseTime } from '../../format';
import { O } from '../../texts/office';
import { Actor } from '../parts/Actor';

/** What happened to an order, newest first; the workbench tells the causes. */
export function OrderCourse({ order }: { order: Schemas['OrderView'] }) {
  const words = O.orders;
  const history = useQuery({
    queryKey: ['order', order.id, 'history', order.version],
    queryFn: () => answer(api.GET('/api/v1/orders/{id}/history', { params: { path: { id: order.id }, query: { limit: '100' } } })),
    placeholderData: keepPreviousData,
  });
  return (
    <section className="stack-s" aria-labelledby="course">
      <h2 id="course" className="panel-head">{words.course}</h2>
      <Query of={history}>
        {page => (
          <ol className="plain-list card order-course" reversed>
            {page.items.toReversed().map(entry => (
              <li key={entry.version}>
                <strong>{words.events[entry.event] ?? entry.event}</strong>
                <span className="small soft"><time dateTime={entry.at}>{preciseTime(entry.at)}</time> · <Actor actor={entry.actor} /></span>
              </li>
            ))}
          </ol>
        )}
      </Query>
    </section>
  );
}
