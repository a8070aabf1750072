import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { followLater } from '../../live/followLater';
import type { LiveState } from '../../live/state';
import type { OrderUpdate } from '../../live/followOrder';
import { withUpdate } from './line';
import { orderToken } from './orderAccess';
import { orderQuery } from './orderQuery';

/** Everything that has happened to an order, and what happens while one looks; the order is fetched anew with each. */
export function useOrderLine(orderId: string) {
  const queries = useQueryClient();
  const [line, setLine] = useState<readonly OrderUpdate[]>([]);
  const [state, setState] = useState<LiveState>('connecting');

  useEffect(() => {
    let came = 0;
    setLine([]);
    return followLater(() => import('../../live/followOrder'), ({ followOrder }) =>
      followOrder(orderId, 0, {
        orderToken: orderToken(orderId),
        next: update => {
          setLine(known => withUpdate(known, update));
          const known = queries.getQueryData<{ version: number }>(orderQuery(orderId));
          if (known === undefined || known.version < update.version) {
            // Several that come at once are fetched once.
            const turn = ++came;
            setTimeout(() => turn === came && void queries.invalidateQueries({ queryKey: orderQuery(orderId) }), 60);
          }
        },
        state: setState,
        refused: () => setState('off'),
      }), setState);
  }, [orderId, queries]);

  return { line, state };
}
