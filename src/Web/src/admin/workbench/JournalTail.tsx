import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { Schemas } from '../../api/client';
import { Button } from '../../design/Button';
import { Field } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { Empty, explain, Loading } from '../../design/States';
import { number, preciseTime } from '../../format';
import type { LiveState } from '../../live/state';
import { O } from '../../texts/office';
import { Actor } from '../parts/Actor';
import { LiveBadge } from '../parts/LiveBadge';
import { Filters } from '../parts/Filters';
import { useFilters } from '../parts/useFilters';
import { withNewer } from '../parts/withNewer';
import { followJournal } from './followJournal';
import { kept } from './journalTail';
import { Json } from './Json';

type Entry = Schemas['JournalEntry'];

const names = ['stream', 'type', 'actor', 'after'] as const;

/** The journal as it grows: what is written down, by whom, and why. */
export function JournalTail() {
  const t = O.workbench.journal;
  const { chosen: filters } = useFilters(names);
  return (
    <div className="stack">
      <p className="soft">{t.hint}</p>
      <Filters names={names}>
        {value => (
          <>
            <Field label={t.stream} name="stream" hint={t.streamHint} defaultValue={value('stream')} spellCheck={false} autoComplete="off" />
            <Field label={t.type} name="type" hint={t.typeHint} defaultValue={value('type')} spellCheck={false} autoComplete="off" />
            <Field label={t.actor} name="actor" hint={t.actorHint} defaultValue={value('actor')} spellCheck={false} autoComplete="off" />
            <Field label={t.after} name="after" hint={t.afterHint} type="number" min={0} defaultValue={value('after')} />
          </>
        )}
      </Filters>
      <Tail key={JSON.stringify(filters)} stream={filters.stream ?? ''} type={filters.type ?? ''} actor={filters.actor ?? ''} after={filters.after ? Number(filters.after) : null} />
    </div>
  );
}

function Tail({ stream, type, actor, after }: { stream: string; type: string; actor: string; after: number | null }) {
  const t = O.workbench.journal;
  const [paused, setPaused] = useState(false);
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const [position, setPosition] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [live, setLive] = useState<LiveState>('connecting');
  const [leftOut, setLeftOut] = useState<readonly [number, number] | null>(null);
  const cursor = useRef(after);
  useEffect(() => {
    if (paused) return;
    return followJournal({
      filter: { stream, type, actor },
      after: cursor.current,
      next: (came, at) => {
        cursor.current = at;
        setPosition(at);
        setError(null);
        if (came.length > 0) setEntries(shown => withNewer(shown, came, kept));
      },
      leftOut: (from, to) => setLeftOut([from, to]),
      state: setLive,
      failed: setError,
    });
  }, [paused, stream, type, actor]);

  return (
    <div className="stack">
      <div className="row">
        <Button kind="quiet" onClick={() => setPaused(!paused)}>{paused ? t.resume : t.pause}</Button>
        {paused ? <span className="small soft" role="status">{t.paused}</span> : <LiveBadge state={live} />}
        {position !== null && <span className="small soft numbers">{t.upTo(number(position))}</span>}
      </div>
      {leftOut !== null && <p className="small soft">{t.leftOut(number(leftOut[0]), number(leftOut[1]))}</p>}
      {error !== null && <Notice kind="warn">{explain(error)}</Notice>}
      {position === null && error === null ? <Loading /> : entries.length === 0 ? <Empty title={t.none} icon="bolt"><p>{t.noneHint}</p></Empty> : (
        <ol className="plain-list journal" aria-label={t.title}>
          {entries.map(e => <JournalEntry key={e.position} entry={e} />)}
        </ol>
      )}
    </div>
  );
}

function JournalEntry({ entry }: { entry: Entry }) {
  const t = O.workbench.journal;
  const [open, setOpen] = useState(false);
  return (
    <li className="journal-entry">
      <details onToggle={event => setOpen(event.currentTarget.open)}>
        <summary>
          <span className="journal-position numbers">{entry.position}</span>
          <span className="no-wrap soft">{preciseTime(entry.at)}</span>
          <strong className="mono">{entry.type}</strong>
          <span className="mono soft">{entry.stream} · {entry.version}</span>
        </summary>
        {open && (
          <div className="stack-s journal-body">
            <dl className="definitions">
              <dt>{t.actor}</dt>
              <dd><Actor actor={entry.actor} /></dd>
              <dt>{t.stream}</dt>
              <dd className="mono"><Link href={`/workbench/journal?stream=${encodeURIComponent(entry.stream)}`}>{entry.stream}</Link></dd>
              <dt>{t.eventId}</dt>
              <dd className="mono">{entry.eventId}</dd>
              <dt>{t.causation}</dt>
              <dd className="mono">{entry.causationId}</dd>
              <dt>{t.correlation}</dt>
              <dd className="mono">{entry.correlationId}</dd>
            </dl>
            {entry.isSealed && <p className="small soft">{t.sealed}</p>}
            <Json label={t.payload} value={entry.payload} />
          </div>
        )}
      </details>
    </li>
  );
}
