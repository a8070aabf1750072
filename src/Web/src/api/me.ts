import { useQuery } from '@tanstack/react-query';
import { queries } from '../app/queries';
import { answer, api, type Schemas } from './client';
import { session, useSession } from './session';

/** Under which the account lies among what was fetched. */
export const meQuery = ['me'] as const;

const me = { queryKey: meQuery, queryFn: (): Promise<Schemas['CustomerView']> => answer(api.GET('/api/v1/customers/me')), staleTime: 60_000 };

/** The id of the account that is logged in; null where nobody is. */
export const whoIsIn = async (): Promise<string | null> => (session.get() === null ? null : (await queries.fetchQuery(me)).id);

/** The account that is logged in; disabled, and without data, where nobody is. */
export function useMe() {
  const session = useSession();
  return useQuery({ ...me, enabled: session !== null });
}
