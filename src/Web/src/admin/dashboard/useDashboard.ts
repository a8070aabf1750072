import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answer, api, type Schemas } from '../../api/client';
import { followLater } from '../../live/followLater';
import type { LiveState } from '../../live/state';

type Dashboard = Schemas['Dashboard'];

const key = ['dashboard'] as const;

/** The figures of now, and again whenever they move. */
export function useDashboard({ onMoved, onStockLow }: { onMoved: () => void; onStockLow: () => void }) {
  const client = useQueryClient();
  const [live, setLive] = useState<LiveState>('connecting');
  const [told] = useState({ onMoved, onStockLow });
  const figures = useQuery({ queryKey: key, queryFn: () => answer(api.GET('/api/v1/analytics/dashboard')) });

  useEffect(() => {
    let position = 0;
    return followLater(() => import('../../live/connection'), ({ follow }) =>
      follow<Dashboard>({
        method: 'TrackDashboard',
        args: () => [position],
        next: dashboard => {
          if (position > 0) told.onMoved();
          position = dashboard.position;
          client.setQueryData<Dashboard>(key, present => (present && present.position > dashboard.position ? present : dashboard));
        },
        state: setLive,
        refused: () => setLive('off'),
        hints: { StockLow: () => told.onStockLow() },
      }), setLive);
  }, [client, told]);

  return { figures, live };
}
