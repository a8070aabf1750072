import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { answer, api } from '../../api/client';
import { Badge } from '../../design/Badge';
import { ButtonLink } from '../../design/Button';
import { Pager, usePages } from '../../design/Pager';
import { Query } from '../../design/Query';
import { Empty } from '../../design/States';
import { TableScroll } from '../../design/TableScroll';
import { Title } from '../../design/Title';
import { O } from '../../texts/office';
import { benefit, period, runningOf, usesText } from './promotionWords';
import { RunningBadge } from './RunningBadge';
import '../parts/parts.css';

/** All promotions. */
export default function PromotionsPage() {
  const t = O.promotions;
  const pages = usePages('promotions');
  const [now] = useState(Date.now);
  const list = useQuery({
    queryKey: ['promotions', pages.cursor],
    queryFn: () => answer(api.GET('/api/v1/promotions', { params: { query: { limit: '50', cursor: pages.cursor } } })),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="stack">
      <div className="page-head">
        <Title>{t.title}</Title>
        <ButtonLink href="/promotions/new">{t.create}</ButtonLink>
      </div>
      <Query of={list}>
        {page =>
          page.items.length === 0 ? (
            <Empty title={t.none} icon="star"><p>{t.noneHint}</p></Empty>
          ) : (
            <>
              <TableScroll label={t.title}>
                <thead>
                  <tr>
                    <th scope="col">{t.fields.name}</th>
                    <th scope="col">{t.what}</th>
                    <th scope="col">{t.state}</th>
                    <th scope="col">{t.runs}</th>
                    <th scope="col" className="end">{t.uses}</th>
                    <th scope="col" className="end">{t.fields.priority}</th>
                  </tr>
                </thead>
                <tbody>
                  {page.items.map(p => (
                    <tr key={p.id}>
                      <th scope="row">
                        <Link href={`/promotions/${p.id}`}>{p.name}</Link>
                        {p.code && <div className="mono soft">{p.code}</div>}
                      </th>
                      <td>
                        {benefit(p)}
                        {p.exclusive && <> <Badge>{t.exclusiveBadge}</Badge></>}
                      </td>
                      <td><RunningBadge running={runningOf(p, now)} /></td>
                      <td>{period(p)}</td>
                      <td className="end no-wrap">{usesText(p)}</td>
                      <td className="end">{p.priority}</td>
                    </tr>
                  ))}
                </tbody>
              </TableScroll>
              <Pager pages={pages} next={page.nextCursor} />
            </>
          )
        }
      </Query>
    </div>
  );
}
