import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../api/client';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { Notice } from '../../design/Notice';
import { Pager, usePages } from '../../design/Pager';
import { Query } from '../../design/Query';
import { TableScroll } from '../../design/TableScroll';
import { dateTime, number, preciseTime } from '../../format';
import { O } from '../../texts/office';
import { Figure } from '../parts/Figure';
import { whyNot } from './whyNot';

/** How often it is looked at anew, in milliseconds. */
const every = 4000;

/** How telling goes: what waits, what was tried, what never arrived. */
export function Deliveries({ id, onReplay }: { id: string; onReplay: (from: number) => void }) {
  const t = O.webhooks;
  const pages = usePages(id);
  const log = useQuery({
    queryKey: ['webhook', id, 'deliveries', pages.cursor],
    queryFn: () => answer(api.GET('/api/v1/webhooks/{id}/deliveries', { params: { path: { id }, query: { limit: '20', cursor: pages.cursor } } })),
    refetchInterval: pages.page === 1 ? every : false,
    placeholderData: keepPreviousData,
  });
  return (
    <section className="stack">
      <h2>{t.log}</h2>
      <Query of={log}>
        {page => (
          <>
            <dl className="figures">
              <Figure label={t.position}>{number(page.position)}</Figure>
              <Figure label={t.waiting}>{number(page.waiting)}</Figure>
              <Figure label={t.deadLetters}>{number(page.deadLetters.length)}</Figure>
              <Figure label={t.nextTry}>{page.nextTry ? dateTime(page.nextTry) : '–'}</Figure>
            </dl>
            {page.failingSince && <Notice kind="warn">{t.failingSince(dateTime(page.failingSince))}</Notice>}
            {page.items.length === 0 ? <p className="soft">{t.noDeliveries}</p> : <Attempts items={page.items} />}
            <Pager pages={pages} next={page.nextCursor} />
            <DeadLetters items={page.deadLetters} onReplay={onReplay} />
          </>
        )}
      </Query>
    </section>
  );
}

function Attempts({ items }: { items: readonly Schemas['Delivery'][] }) {
  const t = O.webhooks;
  return (
    <TableScroll label={t.log}>
      <thead>
        <tr>
          <th scope="col" className="end">{t.attemptNumber}</th>
          <th scope="col">{t.at}</th>
          <th scope="col">{t.event}</th>
          <th scope="col" className="end">{t.position}</th>
          <th scope="col">{t.outcome}</th>
          <th scope="col" className="end">{t.attempt}</th>
          <th scope="col" className="end">{t.took}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(d => (
          <tr key={d.number}>
            <td className="end">{number(d.number)}</td>
            <td className="no-wrap">{preciseTime(d.at)}</td>
            <th scope="row" className="mono no-wrap">{d.type}</th>
            <td className="end">{d.position || '–'}</td>
            <td>
              <Badge tone={d.delivered ? 'good' : 'bad'}>{d.delivered ? t.delivered : t.failed}</Badge>
              {' '}{d.error ? whyNot(d.error) : (d.status ?? '')}
            </td>
            <td className="end">{d.attempt}</td>
            <td className="end no-wrap">{number(d.milliseconds)} ms</td>
          </tr>
        ))}
      </tbody>
    </TableScroll>
  );
}

function DeadLetters({ items, onReplay }: { items: readonly Schemas['DeadLetter'][]; onReplay: (from: number) => void }) {
  const t = O.webhooks;
  if (items.length === 0) return null;
  return (
    <>
      <h3>{t.deadLetters}</h3>
      <p className="soft">{t.deadLettersHint}</p>
      <TableScroll label={t.deadLetters}>
        <thead>
          <tr>
            <th scope="col">{t.event}</th>
            <th scope="col" className="end">{t.position}</th>
            <th scope="col">{t.at}</th>
            <th scope="col" className="end">{t.attempts}</th>
            <th scope="col">{t.why}</th>
            <th scope="col"><span className="hidden-visually">{O.lists.actions}</span></th>
          </tr>
        </thead>
        <tbody>
          {items.map(d => (
            <tr key={d.eventId}>
              <th scope="row" className="mono">{d.type}</th>
              <td className="end">{d.position}</td>
              <td className="no-wrap">{preciseTime(d.at)}</td>
              <td className="end">{d.attempts}</td>
              <td>{whyNot(d.error)}</td>
              <td><Button kind="bare" small onClick={() => onReplay(d.position)}>{t.replay.fromHere}</Button></td>
            </tr>
          ))}
        </tbody>
      </TableScroll>
    </>
  );
}
