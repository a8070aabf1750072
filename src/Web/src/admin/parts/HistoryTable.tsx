import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, type Schemas } from '../../api/client';
import { Pager, usePages } from '../../design/Pager';
import { Query } from '../../design/Query';
import { TableScroll } from '../../design/TableScroll';
import { preciseTime } from '../../format';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { Actor } from './Actor';
import { memberOf, whyOf } from './historyWords';

interface Shown {
  label: string;
  /** What it is the history of, also by its version: a new one means more history. */
  of: readonly unknown[];
  fetch: (query: { limit: string; cursor: string | undefined }) => Promise<{ data?: Schemas['HistoryPage']; error?: unknown; response: Response }>;
}

/** What happened to something: when, by whom, what it changed. */
export function HistoryTable({ label, of, fetch }: Shown) {
  const words = O.products.history;
  const pages = usePages(of.join(' '));
  const history = useQuery({
    queryKey: [...of, 'history', pages.cursor],
    queryFn: () => answer(fetch({ limit: '50', cursor: pages.cursor })),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="stack">
      <Query of={history}>
        {page => (
          <TableScroll label={label} busy={history.isPlaceholderData}>
            <thead>
              <tr>
                <th scope="col" className="end">{words.version}</th>
                <th scope="col">{words.at}</th>
                <th scope="col">{words.event}</th>
                <th scope="col">{words.actor}</th>
                <th scope="col">{words.changes}</th>
                <th scope="col">{words.why}</th>
              </tr>
            </thead>
            <tbody>
              {page.items.map(entry => (
                <tr key={entry.version}>
                  <th scope="row" className="end">{entry.version}</th>
                  <td className="no-wrap">{preciseTime(entry.at)}</td>
                  <td className="no-wrap">{words.names[entry.event] ?? entry.event}</td>
                  <td className="no-wrap"><Actor actor={entry.actor} /></td>
                  <td><Changes changes={entry.changes} /></td>
                  <td className="soft why">{whyOf(entry.causes)}</td>
                </tr>
              ))}
            </tbody>
          </TableScroll>
        )}
      </Query>
      <Pager pages={pages} next={history.data?.nextCursor} />
    </div>
  );
}

/** Members whose change goes without saying. */
const silent = new Set(['/version', '/updatedAt']);

function Changes({ changes }: { changes: readonly Schemas['MemberChange'][] }) {
  return (
    <ul className="plain-list changes">
      {changes.filter(c => !silent.has(c.path) && c.path !== '').map(c => (
        <li key={c.path}>
          <span className="soft">{memberOf(c.path)}</span> {c.op !== 'add' && <del>{written(c.from)}</del>} {c.op !== 'remove' && <ins>{written(c.to)}</ins>}
        </li>
      ))}
    </ul>
  );
}

function written(value: unknown): string {
  if (typeof value === 'boolean') return value ? T.common.yes : T.common.no;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
