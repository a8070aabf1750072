import { Badge } from '../../design/Badge';
import { TableScroll } from '../../design/TableScroll';
import { dateTime, number } from '../../format';
import { O } from '../../texts/office';
import { ReportButton } from './ImportResult';
import type { Import } from './upload';

const tones = { running: 'accent', completed: 'good', failed: 'bad', interrupted: 'warn' } as const;

/** Imports that are still known. */
export function ImportTable({ imports }: { imports: readonly Import[] }) {
  const words = O.imports;
  return (
    <TableScroll label={words.earlier}>
      <thead>
        <tr>
          <th scope="col">{words.startedAt}</th>
          <th scope="col">{words.status}</th>
          <th scope="col">{words.modeShort}</th>
          <th scope="col" className="end">{words.counts.rows}</th>
          <th scope="col" className="end">{words.counts.created}</th>
          <th scope="col" className="end">{words.counts.updated}</th>
          <th scope="col" className="end">{words.counts.unchanged}</th>
          <th scope="col" className="end">{words.counts.failed}</th>
        </tr>
      </thead>
      <tbody>
        {imports.map(i => (
          <tr key={i.id}>
            <th scope="row" className="no-wrap">{dateTime(i.startedAt)}</th>
            <td>
              <Badge tone={tones[i.status]}>{words.statuses[i.status]}</Badge>
              {i.reason && <p className="small">{words.at(number(i.reason.line), words.codes[i.reason.code] ?? i.reason.message)}</p>}
              {i.errorCount > 0 && <div className="imports-report"><ReportButton id={i.id} /></div>}
              {i.status === 'interrupted' && <p className="small">{words.upTo(number(i.line))}</p>}
            </td>
            <td className="no-wrap">{words.modesShort[i.mode]}{i.dryRun && `, ${words.dryRunShort}`}</td>
            <td className="end">{number(i.rows)}</td>
            <td className="end">{number(i.created)}</td>
            <td className="end">{number(i.updated)}</td>
            <td className="end">{number(i.unchanged)}</td>
            <td className="end">{number(i.failed)}</td>
          </tr>
        ))}
      </tbody>
    </TableScroll>
  );
}
