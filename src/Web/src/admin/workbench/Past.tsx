import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { Badge } from '../../design/Badge';
import { Check, Field } from '../../design/Field';
import { Query } from '../../design/Query';
import { TableScroll } from '../../design/TableScroll';
import { number, preciseTime } from '../../format';
import { O } from '../../texts/office';
import { Actor } from '../parts/Actor';
import { useRested } from '../parts/useRested';
import { Json } from './Json';
import { inLine, membersOf } from './members';
import { eventAt, pasts, streamOf, type Thing } from './pasts';

/** A thing at any of its versions, and what differs between two of them. */
export function Past({ thing, id }: { thing: Thing; id: string }) {
  const now = useQuery({ queryKey: ['past', thing, id, 'now'], queryFn: ({ signal }) => pasts[thing].at(id, undefined, signal) });
  return <Query of={now}>{state => <Versions thing={thing} id={id} newest={state.version} />}</Query>;
}

/** How long a slider rests before it is asked what was there, in milliseconds. */
const patience = 150;

/** A version that somebody typed, where it is one. */
const versionOf = (text: string, least: number, most: number): number | null => {
  const n = Number(text);
  return text.trim() !== '' && Number.isInteger(n) && n >= least && n <= most ? n : null;
};

function Versions({ thing, id, newest }: { thing: Thing; id: string; newest: number }) {
  const t = O.workbench.past;
  const [version, setVersion] = useState(newest);
  const [typed, setTyped] = useState(String(newest));
  const [base, setBase] = useState<string | null>(null);
  // A slider passes many versions; what is asked for is where it comes to rest.
  const shown = useRested(version, patience);
  const from = base === null ? shown - 1 : versionOf(base, 0, newest);

  function go(next: number) {
    setVersion(next);
    setTyped(String(next));
  }

  return (
    <div className="stack-l">
      <div className="card stack">
        <div className="past-version">
          <label className="stack-s">
            <span className="label">{t.slider(number(newest))}</span>
            <input type="range" min={1} max={newest} value={version} disabled={newest === 1} onChange={e => go(Number(e.target.value))} aria-valuetext={t.versionOf(number(version), number(newest))} />
          </label>
          <Field
            label={t.version}
            type="number"
            min={1}
            max={newest}
            value={typed}
            onChange={e => {
              setTyped(e.target.value);
              const next = versionOf(e.target.value, 1, newest);
              if (next !== null) setVersion(next);
            }}
            error={versionOf(typed, 1, newest) === null ? t.badVersion(1, newest) : undefined}
          />
        </div>
        <Event thing={thing} id={id} version={shown} />
      </div>
      <div className="list-cards">
        <section className="card stack" aria-labelledby="past-state">
          <h2 id="past-state">{t.state(number(shown))}</h2>
          <StateAt thing={thing} id={id} version={shown} />
        </section>
        <section className="card stack">
          <h2>{t.difference}</h2>
          <fieldset className="stack-s">
            <legend className="list-legend">{t.comparedWith}</legend>
            <Check type="radio" name="base" label={t.before} checked={base === null} onChange={() => setBase(null)} />
            <Check type="radio" name="base" label={t.another} checked={base !== null} onChange={() => setBase(String(Math.max(0, version - 1)))} />
          </fieldset>
          {base !== null && <Field label={t.from} hint={t.fromHint} type="number" min={0} max={newest} value={base} onChange={e => setBase(e.target.value)} error={from === null ? t.badVersion(0, newest) : undefined} />}
          {from !== null && <Difference thing={thing} id={id} from={from} to={shown} />}
        </section>
      </div>
    </div>
  );
}

/** By what it came to the version. */
function Event({ thing, id, version }: { thing: Thing; id: string; version: number }) {
  const event = useQuery({ queryKey: ['past', thing, id, 'event', version], queryFn: ({ signal }) => eventAt(thing, id, version, signal), placeholderData: keepPreviousData, staleTime: Infinity });
  if (!event.data) return null;
  const { type, at, actor, position } = event.data;
  return (
    <p className="row">
      <strong className="mono">{type}</strong>
      <span>{preciseTime(at)}</span>
      <Actor actor={actor} />
      <Link href={`/workbench/journal?stream=${encodeURIComponent(streamOf(thing, id))}`}>{O.workbench.past.position(number(position))}</Link>
    </p>
  );
}

function StateAt({ thing, id, version }: { thing: Thing; id: string; version: number }) {
  const t = O.workbench.past;
  const state = useQuery({ queryKey: ['past', thing, id, 'at', version], queryFn: ({ signal }) => pasts[thing].at(id, version, signal), placeholderData: keepPreviousData, staleTime: Infinity });
  return (
    <Query of={state}>
      {s => (
        <>
          <dl className="definitions past-members">
            {membersOf(s).map(([name, value]) => [<dt key={name} className="mono">{name}</dt>, <dd key={`${name} value`}>{value}</dd>])}
          </dl>
          <details>
            <summary>{t.whole}</summary>
            <Json label={t.whole} value={s} />
          </details>
        </>
      )}
    </Query>
  );
}

const tones = { add: 'good', remove: 'bad', replace: 'accent' } as const;

function Difference({ thing, id, from, to }: { thing: Thing; id: string; from: number; to: number }) {
  const t = O.workbench.past;
  const [low, high] = from <= to ? [from, to] : [to, from];
  const diff = useQuery({ queryKey: ['past', thing, id, 'diff', low, high], queryFn: ({ signal }) => pasts[thing].diff(id, low, high, signal), placeholderData: keepPreviousData, staleTime: Infinity });
  return (
    <Query of={diff}>
      {d => (
        <>
          <p className="small soft">{t.between(number(d.from.version), number(d.to.version))}</p>
          {d.changes.length === 0 ? <p>{t.same}</p> : (
            <TableScroll label={t.difference}>
              <thead>
                <tr>
                  <th scope="col">{t.member}</th>
                  <th scope="col">{t.was}</th>
                  <th scope="col">{t.is}</th>
                </tr>
              </thead>
              <tbody>
                {d.changes.map((c, i) => (
                  <tr key={i}>
                    <th scope="row">
                      <span className="mono">{c.path}</span>
                      <div><Badge tone={tones[c.op as keyof typeof tones] ?? 'plain'}>{t.ops[c.op] ?? c.op}</Badge></div>
                    </th>
                    <td className="past-value">{inLine(c.from)}</td>
                    <td className="past-value">{inLine(c.to)}</td>
                  </tr>
                ))}
              </tbody>
            </TableScroll>
          )}
        </>
      )}
    </Query>
  );
}
