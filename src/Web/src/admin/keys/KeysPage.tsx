import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '../../api/client';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { Confirm } from '../../design/Confirm';
import { Query } from '../../design/Query';
import { Empty } from '../../design/States';
import { TableScroll } from '../../design/TableScroll';
import { Title } from '../../design/Title';
import { toast } from '../../design/Toasts';
import { date, dateTime } from '../../format';
import { O } from '../../texts/office';
import { Actor } from '../parts/Actor';
import { IssueKey } from './IssueKey';
import '../parts/parts.css';

type Key = Schemas['ApiKeyView'];

/** The keys by which other programs come in. */
export default function KeysPage() {
  const t = O.keys;
  const queries = useQueryClient();
  const [issuing, setIssuing] = useState(false);
  const [revoking, setRevoking] = useState<Key | null>(null);
  const [now] = useState(Date.now);
  const list = useQuery({ queryKey: ['api-keys'], queryFn: () => answer(api.GET('/api/v1/admin/api-keys')) });

  async function revoke(key: Key) {
    await answer(api.DELETE('/api/v1/admin/api-keys/{id}', { params: { path: { id: key.id } } }));
    toast(t.revoked);
    await queries.invalidateQueries({ queryKey: ['api-keys'] });
    setRevoking(null);
  }

  return (
    <div className="stack">
      <div className="page-head">
        <Title>{t.title}</Title>
        <Button onClick={() => setIssuing(true)}>{t.issue}</Button>
      </div>
      <p className="soft">{t.intro}</p>
      {issuing && <IssueKey onClose={() => setIssuing(false)} />}
      {revoking && (
        <Confirm title={t.revokeSure(revoking.name)} action={t.revoke} onConfirm={() => revoke(revoking)} onClose={() => setRevoking(null)}>
          <p>{t.revokeText}</p>
        </Confirm>
      )}
      <Query of={list}>
        {all =>
          all.items.length === 0 ? (
            <Empty title={t.none} icon="bolt"><p>{t.noneHint}</p></Empty>
          ) : (
            <TableScroll label={t.title}>
              <thead>
                <tr>
                  <th scope="col">{t.name}</th>
                  <th scope="col">{t.opens}</th>
                  <th scope="col">{t.expires}</th>
                  <th scope="col">{t.lastUsed}</th>
                  <th scope="col">{t.issued}</th>
                  <th scope="col"><span className="hidden-visually">{O.lists.actions}</span></th>
                </tr>
              </thead>
              <tbody>
                {all.items.map(k => (
                  <tr key={k.id}>
                    <th scope="row">{k.name}</th>
                    <td className="mono">{k.scopes.join(', ')}</td>
                    <td className="no-wrap">
                      {k.expiresAt ? date(k.expiresAt) : t.never}
                      {k.expiresAt && Date.parse(k.expiresAt) <= now && <> <Badge tone="bad">{t.expired}</Badge></>}
                    </td>
                    <td className="no-wrap">{k.lastUsedAt ? dateTime(k.lastUsedAt) : '–'}</td>
                    <td><span className="no-wrap">{date(k.createdAt)}</span><div className="small"><Actor actor={k.createdBy} /></div></td>
                    <td className="end"><Button kind="danger" small onClick={() => setRevoking(k)} aria-label={`${t.revoke}: ${k.name}`}>{t.revoke}</Button></td>
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
