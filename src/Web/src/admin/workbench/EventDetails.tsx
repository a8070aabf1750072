import { Link } from 'wouter';
import type { Schemas } from '../../api/client';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { Icon } from '../../design/Icon';
import { preciseTime } from '../../format';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { Actor } from '../parts/Actor';
import { whyOf } from '../parts/historyWords';
import { Json } from './Json';

type Entry = Schemas['TimelineEntry'];

interface Shown {
  entry: Entry;
  /** Whether the time line has an event at a position, so that it can be gone to. */
  has: (position: number) => boolean;
  effects: readonly Entry[];
  onGo: (position: number) => void;
  onClose: () => void;
}

/** One event: who, what, when and why, what came of it, and who was told. */
export function EventDetails({ entry, has, effects, onGo, onClose }: Shown) {
  const t = O.workbench.event;
  return (
    <section className="card stack timeline-details" aria-labelledby="event" tabIndex={0}>
      <div className="row-between">
        <h2 id="event" className="mono">{entry.event}</h2>
        <Button kind="bare" small onClick={onClose} aria-label={T.common.close}><Icon name="close" /></Button>
      </div>
      <div className="timeline-parts">
        <Facts entry={entry} />
        <div className="stack">
          <Causes causes={entry.causes} has={has} onGo={onGo} />
          <Effects effects={effects} onGo={onGo} />
          <Deliveries notes={entry.deliveries ?? []} />
        </div>
      </div>
      {entry.data !== undefined && (
        <div className="stack-s">
          <h3>{t.data}</h3>
          <Json label={t.data} value={entry.data} />
        </div>
      )}
    </section>
  );
}

function Facts({ entry }: { entry: Entry }) {
  const t = O.workbench.event;
  return (
    <dl className="definitions">
      <dt>{t.who}</dt>
      <dd><Actor actor={entry.actor} /></dd>
      <dt>{t.when}</dt>
      <dd>{preciseTime(entry.at)}</dd>
      <dt>{t.why}</dt>
      <dd>{whyOf(entry.causes)}</dd>
      <dt>{t.stream}</dt>
      <dd className="mono"><Link href={`/workbench/journal?stream=${encodeURIComponent(entry.stream)}`}>{entry.stream}</Link></dd>
      <dt>{t.version}</dt>
      <dd>{entry.version}</dd>
      <dt>{t.position}</dt>
      <dd>{entry.position}</dd>
      <dt>{t.type}</dt>
      <dd className="mono">{entry.type}</dd>
      {entry.commandId && <><dt>{t.command}</dt><dd className="mono">{entry.commandId}</dd></>}
      {entry.correlationId && <><dt>{t.correlation}</dt><dd className="mono">{entry.correlationId}</dd></>}
    </dl>
  );
}

function Causes({ causes, has, onGo }: { causes: Entry['causes'] } & Pick<Shown, 'has' | 'onGo'>) {
  const t = O.workbench.event;
  return (
    <div className="stack-s">
      <h3>{t.causes}</h3>
      <ol className="plain-list list-chips">
        {causes.map((cause, i) => (
          <li key={i} className="row">
            {i > 0 && <Icon name="arrow" size={16} />}
            {cause.position != null && has(cause.position) ? (
              <button type="button" className="list-chip mono" onClick={() => onGo(cause.position!)}>{cause.name}{cause.count ? ` ×${cause.count}` : ''}</button>
            ) : (
              <span className="mono small">{cause.name}</span>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Effects({ effects, onGo }: Pick<Shown, 'effects' | 'onGo'>) {
  const t = O.workbench.event;
  return (
    <div className="stack-s">
      <h3>{t.effects}</h3>
      {effects.length === 0 ? <p className="soft">{t.noEffects}</p> : (
        <ul className="plain-list list-chips">
          {effects.map(e => (
            <li key={e.position}><button type="button" className="list-chip mono" onClick={() => onGo(e.position)}>{e.event}</button></li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Deliveries({ notes }: { notes: readonly Schemas['DeliveryNote'][] }) {
  const t = O.workbench.event;
  if (notes.length === 0) return null;
  return (
    <div className="stack-s">
      <h3>{t.told}</h3>
      <ul className="plain-list stack-s">
        {notes.map((d, i) => (
          <li key={i} className="small">
            <Badge tone={d.delivered ? 'good' : d.givenUp ? 'bad' : 'warn'}>{d.delivered ? t.delivered : d.givenUp ? t.givenUp : t.failed}</Badge>{' '}
            <span className="mono">{d.receiver}</span> · {d.event} · {preciseTime(d.at)} · {t.attempt(d.attempt)} {d.error ?? d.status ?? ''}
          </li>
        ))}
      </ul>
    </div>
  );
}
