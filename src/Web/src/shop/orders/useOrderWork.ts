import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { orderQuery } from './orderQuery';

/** Runs what changes an order, one at a time, and shows the order as it is after. Throws what was refused. */
export function useOrderWork(id: string) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);

  async function run(work: () => Promise<Schemas['OrderView']>): Promise<void> {
    setBusy(true);
    try {
      const order = await work();
      queries.setQueryData<Schemas['OrderView']>(orderQuery(id), before => (before !== undefined && before.version > order.version ? before : order));
    } finally {
      setBusy(false);
      void queries.invalidateQueries({ queryKey: orderQuery(id) });
      void queries.invalidateQueries({ queryKey: ['orders'] });
    }
  }

  return { busy, run };
}
