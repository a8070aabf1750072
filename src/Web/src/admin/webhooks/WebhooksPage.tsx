import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { answer, api } from '../../api/client';
import { Button } from '../../design/Button';
import { Query } from '../../design/Query';
import { Empty } from '../../design/States';
import { TableScroll } from '../../design/TableScroll';
import { Title } from '../../design/Title';
import { date } from '../../format';
import { O } from '../../texts/office';
import { everything } from './events';
import { NewWebhook } from './NewWebhook';
import { WebhookBadge } from './WebhookBadge';
import '../parts/parts.css';

/** All subscriptions. */
export default function WebhooksPage() {
  const t = O.webhooks;
  const [adding, setAdding] = useState(false);
  const list = useQuery({ queryKey: ['webhooks'], queryFn: () => answer(api.GET('/api/v1/webhooks')) });
  return (
    <div className="stack">
      <div className="page-head">
        <Title>{t.title}</Title>
        <Button onClick={() => setAdding(true)}>{t.create}</Button>
      </div>
      <p className="soft">{t.intro}</p>
      {adding && <NewWebhook onClose={() => setAdding(false)} />}
      <Query of={list}>
        {all =>
          all.items.length === 0 ? (
            <Empty title={t.none} icon="bolt"><p>{t.noneHint}</p></Empty>
          ) : (
            <TableScroll label={t.title}>
              <thead>
                <tr>
                  <th scope="col">{t.url}</th>
                  <th scope="col">{t.state}</th>
                  <th scope="col">{t.events}</th>
                  <th scope="col">{t.since}</th>
                </tr>
              </thead>
              <tbody>
                {all.items.map(w => (
                  <tr key={w.id}>
                    <th scope="row">
                      <Link href={`/webhooks/${w.id}`}>{w.description || w.url}</Link>
                      {w.description && <div className="soft mono">{w.url}</div>}
                    </th>
                    <td><WebhookBadge webhook={w} /></td>
                    <td>{w.events.includes(everything) ? t.everything : w.events.join(', ')}</td>
                    <td className="no-wrap">{date(w.createdAt)}</td>
                  </tr>
                ))}
              </tbody>
            </TableScroll>
          )
        }
      </Query>
    </div>
  );
}
