import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isProblem } from '../api/problem';
import { NotFound } from './NotFound';
import { Failed, Loading } from './States';
import { useArrived } from './useArrived';

/**
 * What a query has: its place while it is on its way, its problem with a way to try again, else the children. What is there
 * already stays while it is fetched anew, also when that fails.
 */
export function Query<T>({ of, loading, children }: { of: UseQueryResult<T>; loading?: ReactNode; children: (data: T) => ReactNode }) {
  const data = useArrived(of.data);
  if (data !== undefined) return <>{children(data)}</>;
  if (of.isPending || of.data !== undefined) return <Loading>{loading}</Loading>;
  if (isProblem(of.error) && of.error.status === 404) return <NotFound />;
  return <Failed error={of.error} onRetry={() => void of.refetch()} />;
}
