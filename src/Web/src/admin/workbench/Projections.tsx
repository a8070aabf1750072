import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '../../api/client';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { Confirm } from '../../design/Confirm';
import { Query } from '../../design/Query';
import { TableScroll } from '../../design/TableScroll';
import { toast } from '../../design/Toasts';
import { dateTime, number, share } from '../../format';
import { O } from '../../texts/office';

type Projection = Schemas['ProjectionAnswer'];

const isRunning = (p: Projection) => p.rebuild?.state === 'asked' || p.rebuild?.state === 'building' || p.rebuild?.state === 'comparing';

/** How the read side is: how far each projection is, what is wrong with it, and a way to make it anew. */
export function Projections() {
  const t = O.workbench.projections;
  const queries = useQueryClient();
  const [asked, setAsked] = useState<string | null>(null);
  const list = useQuery({
    queryKey: ['projections'],
    queryFn: () => answer(api.GET('/api/v1/admin/projections')),
    // While one is made anew one wants to see it move.
    refetchInterval: query => (query.state.data?.items.some(isRunning) ? 500 : 3000),
  });

  async function rebuild(name: string) {
    await answer(api.POST('/api/v1/admin/projections/{name}/rebuild', { params: { path: { name } } }));
    toast(t.begun(name));
    setAsked(null);
    await queries.invalidateQueries({ queryKey: ['projections'] });
  }

  return (
    <div className="stack">
      {asked !== null && (
        <Confirm title={t.sure(asked)} action={t.rebuild} danger={false} onConfirm={() => rebuild(asked)} onClose={() => setAsked(null)}>
          <p>{t.text}</p>
        </Confirm>
      )}
      <Query of={list}>
        {all => (
          <>
            <p>{t.head} <strong className="numbers">{number(all.head)}</strong></p>
            <TableScroll label={t.title}>
              <thead>
                <tr>
                  <th scope="col">{t.name}</th>
                  <th scope="col">{t.state}</th>
                  <th scope="col" className="end">{t.position}</th>
                  <th scope="col" className="end">{t.lag}</th>
                  <th scope="col">{t.lastRebuild}</th>
                  <th scope="col"><span className="hidden-visually">{O.lists.actions}</span></th>
                </tr>
              </thead>
              <tbody>
                {[...all.items].sort((a, b) => a.name.localeCompare(b.name)).map(p => (
                  <tr key={p.name}>
                    <th scope="row" className="mono">{p.name}</th>
                    <td>
                      {p.stopped ? <Badge tone="bad">{t.stopped(number(p.position))}</Badge> : p.error ? <Badge tone="warn">{t.retrying}</Badge> : p.lag > 0 ? <Badge tone="accent">{t.behind}</Badge> : <Badge tone="good">{t.upToDate}</Badge>}
                      {p.error && <div className="small projection-error">{p.error}</div>}
                    </td>
                    <td className="end">{number(p.position)}</td>
                    <td className="end">{number(p.lag)}</td>
                    <td><Rebuild projection={p} /></td>
                    <td className="end">
                      <Button kind="quiet" small disabled={isRunning(p)} onClick={() => setAsked(p.name)} aria-label={`${t.rebuild}: ${p.name}`}>{t.rebuild}</Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </TableScroll>
          </>
        )}
      </Query>
    </div>
  );
}

function Rebuild({ projection }: { projection: Projection }) {
  const t = O.workbench.projections;
  const rebuild = projection.rebuild;
  if (!rebuild) return <span className="soft">{t.never}</span>;
  if (isRunning(projection))
    return (
      <div className="stack-s projection-progress">
        <span>{t.states[rebuild.state]} · {share(rebuild.progress)}</span>
        <progress className="progress" value={rebuild.progress} max={1} aria-label={`${projection.name}: ${t.states[rebuild.state]}`} />
      </div>
    );
  return (
    <div className="stack-s">
      <span>
        <Badge tone={rebuild.state === 'failed' ? 'bad' : 'good'}>{t.states[rebuild.state]}</Badge>{' '}
        {rebuild.finishedAt && <span className="small soft">{dateTime(rebuild.finishedAt)}</span>}
      </span>
      {rebuild.equal != null && <span className="small">{rebuild.equal ? t.equal : t.unequal}</span>}
      {rebuild.error && <span className="small projection-error">{rebuild.error}</span>}
    </div>
  );
}
