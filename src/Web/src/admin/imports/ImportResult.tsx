import { useState } from 'react';
import { api } from '../../api/client';
import { download } from '../../api/download';
import { Button } from '../../design/Button';
import { Notice } from '../../design/Notice';
import { TableScroll } from '../../design/TableScroll';
import { toastProblem } from '../../design/Toasts';
import { number } from '../../format';
import { O } from '../../texts/office';
import type { Import } from './upload';

const counts = ['rows', 'created', 'updated', 'unchanged', 'failed'] as const;

/** How far an import is, or what became of it, with what was wrong. */
export function ImportResult({ of }: { of: Import }) {
  const words = O.imports;
  return (
    <div className="stack">
      {of.status === 'completed' && (
        <Notice kind={of.failed > 0 ? 'warn' : 'good'} title={of.dryRun ? words.tried : words.done}>
          {of.failed > 0 && <p>{words.someFailed(number(of.failed))}</p>}
        </Notice>
      )}
      {of.status !== 'completed' && of.status !== 'running' && (
        <Notice kind="bad" title={words.statuses[of.status]}>
          <p>{of.reason ? words.at(number(of.reason.line), words.codes[of.reason.code] ?? of.reason.message) : words.upTo(number(of.line))}</p>
        </Notice>
      )}
      <dl className="imports-counts">
        {counts.map(name => (
          <div key={name} className="card imports-count">
            <dt className="small soft">{words.counts[name]}</dt>
            <dd className="numbers">{number(of[name])}</dd>
          </div>
        ))}
      </dl>
      {of.errors.length > 0 && (
        <>
          <div className="row-between">
            <h2 className="panel-head">{words.errors(number(of.errorCount))}</h2>
            <ReportButton id={of.id} />
          </div>
          <TableScroll label={words.errors(number(of.errorCount))}>
            <thead>
              <tr>
                <th scope="col" className="end">{words.line}</th>
                <th scope="col">{words.column}</th>
                <th scope="col">{words.sku}</th>
                <th scope="col">{words.wrong}</th>
              </tr>
            </thead>
            <tbody>
              {of.errors.map((error, i) => (
                <tr key={i}>
                  <th scope="row" className="end">{number(error.line)}</th>
                  <td className="mono">{error.column}</td>
                  <td className="mono">{error.sku}</td>
                  <td>{words.codes[error.code] ?? error.message}</td>
                </tr>
              ))}
            </tbody>
          </TableScroll>
          {of.errorCount > of.errors.length && <p className="small soft">{words.moreErrors(number(of.errors.length))}</p>}
        </>
      )}
    </div>
  );
}

/** Saves all that was wrong with an import. */
export function ReportButton({ id }: { id: string }) {
  const [busy, setBusy] = useState(false);
  async function save() {
    setBusy(true);
    await download(api.GET('/api/v1/products/import/{id}/errors', { params: { path: { id } }, parseAs: 'blob' }), `import-${id}-errors.csv`).catch(toastProblem);
    setBusy(false);
  }

  return <Button kind="quiet" small busy={busy} onClick={() => void save()}>{O.imports.report}</Button>;
}
