import { useEffect, useRef, useState } from 'react';
import { newId } from '../../api/ids';
import { isProblem } from '../../api/problem';
import { Button } from '../../design/Button';
import { Check, Field, SelectField } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { useForm } from '../../design/useForm';
import { number, share } from '../../format';
import { O } from '../../texts/office';
import { countLines } from './countLines';
import { followImport } from './followImport';
import { ImportResult } from './ImportResult';
import { upload, type Import } from './upload';

const columns = 'sku,name,description,price,currency,category,tags,imageUrl,stock';

/** Takes a file, sends it, and tells how far it is. */
export function ImportForm({ onEnded }: { onEnded: () => void }) {
  const words = O.imports;
  const [file, setFile] = useState<File | null>(null);
  const [mode, setMode] = useState<Import['mode']>('upsert');
  const [dryRun, setDryRun] = useState(false);
  const [sent, setSent] = useState(0);
  const [lines, setLines] = useState<number | null>(null);
  const [now, setNow] = useState<Import | null>(null);
  const running = useRef<AbortController>(null);
  // The same file goes under the same id again: what was done of it is found done.
  const last = useRef<{ of: string; id: string }>(null);
  useEffect(() => () => running.current?.abort(), []);

  const form = useForm(async () => {
    if (!form.refuse({ file: file === null && words.noFile })) return;
    const of = [file!.name, file!.size, file!.lastModified, mode, dryRun].join(' ');
    const id = last.current?.of === of ? last.current.id : newId();
    last.current = { of, id };
    setNow(null);
    setSent(0);
    setLines(null);
    void countLines(file!).then(setLines, () => undefined);
    const ending = new AbortController();
    running.current = ending;
    const stop = followImport(id, setNow);
    try {
      setNow(await upload({ file: file!, id, mode, dryRun, onSent: setSent, signal: ending.signal }));
      last.current = null;
    } catch (error) {
      if (!ending.signal.aborted) {
        // A file that cannot be read would fail under its id for ever.
        if (!isProblem(error, 'offline', 'timeout', 'storageUnavailable', 'importTakenOver')) last.current = null;
        throw error;
      }
    } finally {
      stop();
      running.current = null;
      onEnded();
    }
  });

  // The store takes about as much as it gets done, so until it says how far it is, what has left says it well enough.
  const done = now !== null && lines !== null ? Math.min(1, now.line / lines) : Math.min(0.99, sent);
  return (
    <>
      <form {...form.props} className="card stack imports-form">
        {form.failure && <Notice kind="bad">{form.failure}</Notice>}
        <Field
          type="file"
          accept=".csv,text/csv"
          label={words.file}
          hint={words.fileHint}
          disabled={form.busy}
          onChange={e => setFile(e.target.files?.[0] ?? null)}
          error={form.errors['file']}
        />
        <p className="small soft">{words.columns} <span className="mono">{columns}</span></p>
        <SelectField label={words.mode} value={mode} disabled={form.busy} onChange={e => setMode(e.target.value as Import['mode'])}>
          <option value="upsert">{words.modes.upsert}</option>
          <option value="create">{words.modes.create}</option>
        </SelectField>
        <Check checked={dryRun} disabled={form.busy} onChange={e => setDryRun(e.target.checked)} label={words.dryRun} />
        <div className="row">
          <Button type="submit" busy={form.busy}>{dryRun ? words.tryOut : words.start}</Button>
          {form.busy && <Button kind="quiet" onClick={() => running.current?.abort()}>{words.stop}</Button>}
        </div>
        {form.busy && (
          <div className="stack-s">
            <progress className="progress" aria-label={words.progress} max={1} value={done} />
            <p className="small soft numbers">{words.share(share(done))} · {words.rows(number(now?.rows ?? 0))}</p>
          </div>
        )}
      </form>
      {now !== null && <ImportResult of={now} />}
    </>
  );
}
