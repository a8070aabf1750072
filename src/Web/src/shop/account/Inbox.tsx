import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { Schemas } from '../../api/client';
import { Button } from '../../design/Button';
import { Icon } from '../../design/Icon';
import { Query } from '../../design/Query';
import { Empty, Failed, Loading } from '../../design/States';
import { dateTime, money } from '../../format';
import { followLater } from '../../live/followLater';
import type { LiveState } from '../../live/state';
import { T } from '../../texts';
import { reasonWords } from '../../texts/reason';
import { inboxQuery, readInbox, type Inbox as Read } from './inboxQuery';

/** How many are shown at first, and how many more each time. */
const stretch = 100;

/** When an inbox is read on that was too long for one go, in milliseconds. */
const readOnAfter = 500;

/** What the store told the account's owner; new ones come while one looks. */
export function Inbox() {
  const queries = useQueryClient();
  const inbox = useQuery<Read>({
    queryKey: inboxQuery,
    queryFn: () => readInbox(queries.getQueryData<Read>(inboxQuery)),
    refetchInterval: query => (query.state.data?.isWhole === false && query.state.error === null ? readOnAfter : false),
  });
  const [most, setMost] = useState(stretch);
  const [live, setLive] = useState<LiveState>('connecting');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = () => void queries.invalidateQueries({ queryKey: inboxQuery });
    const stop = followLater(() => import('../../live/connection'), ({ follow }) =>
      follow<unknown>({
        method: 'TrackMine',
        args: () => [-1],
        // The inbox is half a second behind at most.
        next: () => {
          clearTimeout(timer);
          timer = setTimeout(again, 700);
        },
        state: state => {
          setLive(state);
          // What came before, or during a cut, is told by nobody.
          if (state === 'live') again();
        },
        refused: () => setLive('off'),
      }), setLive);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [queries]);
  return (
    <Query of={inbox}>
      {({ items, isWhole }) =>
        !isWhole ? (
          inbox.error ? <Failed error={inbox.error} onRetry={() => void inbox.refetch()} /> : <Loading />
        ) : items.length === 0 ? (
          <Empty title={T.account.inboxEmpty} icon="info" />
        ) : (
          <>
            {live === 'off' && <p className="small soft">{T.orders.live.off}</p>}
            <ul className="plain-list account-list" aria-live="polite" aria-relevant="additions">
              {items.slice(-most).reverse().map(n => <Entry key={n.id} notification={n} />)}
            </ul>
            {items.length > most && (
              <div className="row">
                <Button kind="quiet" onClick={() => setMost(most + stretch)}>{T.common.more}</Button>
              </div>
            )}
          </>
        )
      }
    </Query>
  );
}

function Entry({ notification: n }: { notification: Schemas['Notification'] }) {
  return (
    <li className="account-entry">
      <Icon name={n.type.startsWith('product') ? 'star' : n.type === 'order.shipped' ? 'truck' : 'info'} />
      <div className="stack-s account-entry-body">
        <span>
          <strong>{T.account.news[n.type] ?? n.type}</strong> {n.orderId && <Link href={`/orders/${n.orderId}`}>{n.orderNumber}</Link>}
          {n.productId && n.name && <Link href={`/products/${n.productId}`}>{n.name}</Link>} {n.price && money(n.price)}
        </span>
        {n.trackingNumber && <span className="small">{T.orders.parcel(n.carrier ?? '', n.trackingNumber)}</span>}
        {n.reason && <span className="small soft">{T.orders.reasonGiven(reasonWords(n.reason))}</span>}
        <time className="small soft" dateTime={n.at}>{dateTime(n.at)}</time>
      </div>
    </li>
  );
}
