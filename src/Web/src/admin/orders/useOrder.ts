import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answer, api, type Schemas } from '../../api/client';
import { followLater } from '../../live/followLater';
import type { LiveState } from '../../live/state';

/** Under which an order lies among what was fetched. */
export const orderKey = (id: string) => ['order', id] as const;

/** An order, fetched anew whenever something happens to it. */
export function useOrder(id: string) {
  const client = useQueryClient();
  const [live, setLive] = useState<LiveState>('connecting');
  const order = useQuery({ queryKey: orderKey(id), queryFn: () => answer(api.GET('/api/v1/orders/{id}', { params: { path: { id } } })) });
  const isThere = order.data !== undefined;

  useEffect(() => {
    if (!isThere) return;
    const version = () => client.getQueryData<Schemas['OrderView']>(orderKey(id))?.version ?? 0;
    return followLater(() => import('../../live/followOrder'), ({ followOrder }) =>
      followOrder(id, version(), {
        next: update => {
          if (update.version > version()) void client.invalidateQueries({ queryKey: orderKey(id) });
        },
        state: setLive,
        refused: () => setLive('off'),
      }), setLive);
  }, [client, id, isThere]);

  return { order, live };
}
