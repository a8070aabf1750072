import { Icon } from '../../design/Icon';
import { Skeleton } from '../../design/States';
import type { LiveState } from '../../live/state';
import type { OrderUpdate } from '../../live/followOrder';
import { preciseTime } from '../../format';
import { T } from '../../texts';

interface Given {
  line: readonly OrderUpdate[];
  state: LiveState;
}

/** What has happened to an order so far, each once, and what happens while one looks. */
export function StatusLine({ line, state }: Given) {
  const last = line.at(-1)?.version;
  return (
    <section className="stack" aria-labelledby="order-line" data-testid="status-line" data-live-state={state}>
      <div className="row-between">
        <h2 id="order-line">{T.orders.progress}</h2>
        <span className="order-live" data-state={state} role="status">
          {state === 'lost' ? <span className="spinner" aria-hidden="true" /> : <span className="order-dot" aria-hidden="true" />}
          {T.orders.live[state]}
        </span>
      </div>
      {line.length === 0 && state !== 'live' && state !== 'off' && <Skeleton lines={3} />}
      <ol className="plain-list order-steps" aria-live="polite" aria-relevant="additions">
        {line.map(update => (
          <li key={update.version} className="order-step" data-version={update.version} data-event={update.event} data-status={update.status} aria-current={update.version === last ? 'step' : undefined}>
            <span className={isBad(update) ? 'order-mark order-mark-bad' : 'order-mark'} aria-hidden="true">
              <Icon name={iconOf(update)} size={16} />
            </span>
            <span className="order-step-words">
              <strong>{wordsOf(update)}</strong>
              {parcelOf(update) && <span className="small">{parcelOf(update)}</span>}
              <time className="small soft numbers" dateTime={update.at}>{preciseTime(update.at)}</time>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const isBad = ({ event }: OrderUpdate) => ['payment.failed', 'order.cancelled', 'order.expired', 'order.returnRejected'].includes(event);

function iconOf({ event }: OrderUpdate): Parameters<typeof Icon>[0]['name'] {
  if (event === 'order.shipped') return 'truck';
  if (event === 'order.created' || event.startsWith('order.return') || event.startsWith('order.item')) return 'box';
  if (event === 'payment.failed' || event === 'order.cancelled' || event === 'order.expired') return 'close';
  return 'check';
}

function wordsOf(update: OrderUpdate): string {
  const { event, partial } = update;
  if (partial && (event === 'order.shipped' || event === 'order.delivered' || event === 'order.returned')) return T.orders.partEvents[event];
  return T.orders.events[event] ?? T.orderStatus[update.status];
}

const parcelOf = ({ event, carrier, trackingNumber }: OrderUpdate) => (event === 'order.shipped' && trackingNumber ? T.orders.parcel(carrier ?? '', trackingNumber) : null);
