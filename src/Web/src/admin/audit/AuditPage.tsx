import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { answer, api, type Schemas } from '../../api/client';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { Field } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { Pager, usePages } from '../../design/Pager';
import { Query } from '../../design/Query';
import { Empty, explain } from '../../design/States';
import { TableScroll } from '../../design/TableScroll';
import { Title } from '../../design/Title';
import { number, preciseTime } from '../../format';
import { O } from '../../texts/office';
import { Filters } from '../parts/Filters';
import { useFilters } from '../parts/useFilters';
import { Actor } from '../parts/Actor';
import { useFollowedAudit } from './useAudit';
import '../parts/parts.css';

type Item = Schemas['AuditItem'];

const names = ['actor', 'object'] as const;

/** Who did what, and who was kept from it. */
export default function AuditPage() {
  const t = O.audit;
  const { chosen: filters } = useFilters(names);
  const [following, setFollowing] = useState(false);
  return (
    <div className="stack">
      <div className="page-head">
        <Title>{t.title}</Title>
        <Button kind="quiet" aria-pressed={following} onClick={() => setFollowing(!following)}>{following ? t.stop : t.follow}</Button>
      </div>
      <Filters names={names}>
        {value => (
          <>
            <Field label={t.actor} name="actor" hint={t.actorHint} defaultValue={value('actor')} spellCheck={false} />
            <Field label={t.object} name="object" hint={t.objectHint} defaultValue={value('object')} spellCheck={false} />
          </>
        )}
      </Filters>
      {following ? <Followed filters={filters} /> : <Paged filters={filters} />}
    </div>
  );
}

type Chosen = ReturnType<typeof useFilters<(typeof names)[number]>>['chosen'];

function Paged({ filters }: { filters: Chosen }) {
  const pages = usePages(JSON.stringify(filters));
  const list = useQuery({
    queryKey: ['audit', filters, pages.cursor],
    queryFn: () => answer(api.GET('/api/v1/admin/audit', { params: { query: { ...filters, limit: '50', cursor: pages.cursor } } })),
    placeholderData: keepPreviousData,
  });
  return (
    <Query of={list}>
      {page => (
        <>
          <Entries items={page.items} />
          <Pager pages={pages} next={page.nextCursor} />
        </>
      )}
    </Query>
  );
}

function Followed({ filters }: { filters: Chosen }) {
  const t = O.audit;
  const { newest, failed } = useFollowedAudit(filters);
  return (
    <>
      {failed === null ? <p className="small soft" role="status">{t.following}</p> : <Notice kind="warn">{explain(failed)}</Notice>}
      <Query of={newest}>{items => <Entries items={items} />}</Query>
    </>
  );
}

const tones = { done: 'good', refused: 'warn', failed: 'bad', denied: 'bad', lost: 'bad' } as const;

function Entries({ items }: { items: readonly Item[] }) {
  const t = O.audit;
  if (items.length === 0) return <Empty title={t.none} icon="search"><p>{t.noneHint}</p></Empty>;
  return (
    <TableScroll label={t.title}>
      <thead>
        <tr>
          <th scope="col">{t.at}</th>
          <th scope="col">{t.actor}</th>
          <th scope="col">{t.operation}</th>
          <th scope="col">{t.outcome}</th>
          <th scope="col">{t.address}</th>
          <th scope="col" className="end">{t.position}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(item => (
          <tr key={item.position}>
            <td className="no-wrap">{preciseTime(item.at)}</td>
            <td>{item.actor ? <Actor actor={item.actor} /> : '–'}</td>
            <th scope="row">
              <span className="mono">{item.operation ?? '–'}</span>
              {item.object && <div className="small"><Link className="mono" href={`/audit?object=${encodeURIComponent(item.object)}`}>{item.object}</Link></div>}
            </th>
            <td>
              <Badge tone={tones[item.outcome]}>{t.outcomes[item.outcome]}</Badge>{' '}
              <span className="no-wrap">{item.status ?? ''}</span> {item.code ?? ''}
              {item.count > 1 && <div className="small soft">{t.times(number(item.count))}</div>}
            </td>
            <td className="mono">{item.address ?? '–'}</td>
            <td className="end">{item.position}</td>
          </tr>
        ))}
      </tbody>
    </TableScroll>
  );
}
