import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answer, api, type Schemas } from '../../api/client';
import { withNewer } from '../parts/withNewer';

type Item = Schemas['AuditItem'];

/** How often it is asked for more while it is followed, in milliseconds. */
const every = 2000;

/** Entries kept while it is followed; more nobody scrolls through. */
const kept = 500;

export interface AuditFilters {
  readonly actor?: string | undefined;
  readonly object?: string | undefined;
}

/** The newest entries that pass filters, and the position up to which was looked for them. */
export interface Followed {
  readonly items: readonly Item[];
  readonly after: number;
}

const page = async (query: AuditFilters & { after?: string; limit: string }) => answer(api.GET('/api/v1/admin/audit', { params: { query } }));

/** What there is at first. The end is asked for before: filters may let nothing pass that could say where it is. */
export async function beginFollowing(filters: AuditFilters): Promise<Followed> {
  const end = (await page({ limit: '1' })).items[0]?.position ?? 0;
  const { items } = await page({ ...filters, limit: '50' });
  return { items, after: Math.max(end, items[0]?.position ?? 0) };
}

/** What came since, before what was there. */
export async function followOn(filters: AuditFilters, { items, after }: Followed): Promise<Followed> {
  const newer = await page({ ...filters, after: String(after), limit: '100' });
  return { items: withNewer(items, newer.items, kept), after: newer.nextAfter ?? after };
}

/** The newest entries, and those that come while this is there. */
export function useFollowedAudit({ actor, object }: AuditFilters) {
  const queries = useQueryClient();
  const [failed, setFailed] = useState<unknown>(null);
  const newest = useQuery({
    queryKey: ['audit', 'followed', actor, object],
    queryFn: () => beginFollowing({ actor, object }),
    select: followed => followed.items,
    staleTime: Infinity,
    gcTime: 0,
  });
  const isThere = newest.data !== undefined;
  useEffect(() => {
    if (!isThere) return;
    let stopped = false;
    let timer: ReturnType<typeof setTimeout>;
    const key = ['audit', 'followed', actor, object];
    async function look() {
      try {
        const before = queries.getQueryData<Followed>(key);
        const now = before && (await followOn({ actor, object }, before));
        if (stopped) return;
        setFailed(null);
        if (now) queries.setQueryData<Followed>(key, now);
      } catch (error) {
        if (!stopped) setFailed(error);
      }

      if (!stopped) timer = setTimeout(() => void look(), every);
    }

    timer = setTimeout(() => void look(), every);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [isThere, actor, object, queries]);
  return { newest, failed };
}
