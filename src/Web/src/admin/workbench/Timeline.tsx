import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { answer, api, type Schemas } from '../../api/client';
import { Button } from '../../design/Button';
import { Notice } from '../../design/Notice';
import { Query } from '../../design/Query';
import { preciseTime } from '../../format';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { offset } from './duration';
import { EventDetails } from './EventDetails';
import { causeOf, effectsOf, kinOf, lanesOf, nameInLane } from './timeline';

type Entry = Schemas['TimelineEntry'];

/** Height of a row in rem, as the style sheet has it too: the lines between events are drawn by it. */
const rowHeight = 2.75;

/** Everything that happened to an order, in one lane for each kind of grain. */
export function Timeline({ id }: { id: string }) {
  const t = O.workbench.timeline;
  const pages = useInfiniteQuery({
    queryKey: ['order', id, 'timeline'],
    queryFn: ({ pageParam }) => answer(api.GET('/api/v1/orders/{id}/timeline', { params: { path: { id }, query: { limit: '100', cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor ?? undefined,
  });
  return (
    <Query of={pages}>
      {data => (
        <div className="stack">
          <div className="row-between">
            <p className="soft timeline-hint">{t.hint}</p>
            <Button kind="quiet" small busy={pages.isRefetching} onClick={() => void pages.refetch()}>{t.refresh}</Button>
          </div>
          {data.pages.some(p => !p.complete) && <Notice kind="warn">{t.incomplete}</Notice>}
          <Board entries={data.pages.flatMap(p => p.items)} />
          {pages.hasNextPage && <div className="row"><Button kind="quiet" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>{T.common.more}</Button></div>}
        </div>
      )}
    </Query>
  );
}

function Board({ entries }: { entries: readonly Entry[] }) {
  const t = O.workbench.timeline;
  const board = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<number | null>(null);
  const lanes = lanesOf(entries);
  const rows = new Map(entries.map((e, i) => [e.position, i]));
  const effects = effectsOf(entries);
  const kin = selected === null ? null : kinOf(entries, selected);
  const entry = selected === null ? undefined : entries[rows.get(selected) ?? -1];
  const first = entries[0]?.at ?? '';

  const button = (position: number) => board.current?.querySelector<HTMLButtonElement>(`[data-position="${position}"]`);

  useEffect(() => {
    // The details may have come to lie over it.
    if (selected !== null) board.current?.querySelector(`[data-position="${selected}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected]);

  function go(position: number) {
    setSelected(position);
    button(position)?.focus();
  }

  function onKeyDown(event: KeyboardEvent, row: number) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = entries[row + step];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    button(next.position)?.focus();
  }

  const stateOf = (position: number) => (position === selected ? 'selected' : kin?.causes.has(position) ? 'cause' : kin?.effects.has(position) ? 'effect' : undefined);

  return (
    <div className="timeline-layout" data-open={entry !== undefined}>
      <div className="table-scroll timeline-scroll" role="region" aria-label={t.label} tabIndex={0}>
        <div ref={board} className="timeline" style={{ '--lanes': lanes.length } as CSSProperties}>
          <div className="timeline-row timeline-head" aria-hidden="true">
            <span />
            {lanes.map(lane => <span key={lane}>{O.workbench.kinds[lane] ?? lane}</span>)}
          </div>
          <svg className="timeline-links" aria-hidden="true" style={{ height: `${entries.length * rowHeight}rem` }}>
            {entries.map((e, row) => {
              const cause = causeOf(e);
              const from = cause === null ? undefined : rows.get(cause);
              if (from === undefined) return null;
              const x = (kind: string) => `${((lanes.indexOf(kind) + 0.5) / lanes.length) * 100}%`;
              const y = (at: number) => `${(at + 0.5) * rowHeight}rem`;
              const isKin = kin !== null && (stateOf(e.position) !== undefined && stateOf(cause!) !== undefined);
              return <line key={e.position} x1={x(entries[from]!.kind)} y1={y(from)} x2={x(e.kind)} y2={y(row)} data-kin={isKin || undefined} />;
            })}
          </svg>
          <ol className="plain-list">
            {entries.map((e, row) => (
              <li key={e.position} className="timeline-row">
                <time className="timeline-time" dateTime={e.at} title={preciseTime(e.at)}>{offset(first, e.at)}</time>
                <button
                  type="button"
                  className="timeline-event"
                  style={{ '--lane': lanes.indexOf(e.kind) } as CSSProperties}
                  data-position={e.position}
                  data-state={stateOf(e.position)}
                  aria-pressed={e.position === selected}
                  title={`${e.event} · ${e.why}`}
                  onClick={() => setSelected(e.position === selected ? null : e.position)}
                  onKeyDown={event => onKeyDown(event, row)}
                >
                  <span className="timeline-kind">{O.workbench.kinds[e.kind] ?? e.kind} </span>
                  <span className="timeline-name">{nameInLane(e.event, e.kind)}</span>
                  {stateOf(e.position) === 'cause' && <span className="hidden-visually"> ({t.isCause})</span>}
                  {stateOf(e.position) === 'effect' && <span className="hidden-visually"> ({t.isEffect})</span>}
                </button>
              </li>
            ))}
          </ol>
        </div>
      </div>
      {entry && (
        <EventDetails
          key={entry.position}
          entry={entry}
          has={position => rows.has(position)}
          effects={(effects.get(entry.position) ?? []).map(position => entries[rows.get(position)!]!)}
          onGo={go}
          onClose={() => {
            setSelected(null);
            button(entry.position)?.focus();
          }}
        />
      )}
    </div>
  );
}
