import { useMe } from '../api/me';
import { areasOf, type Area } from './permissions';

/** The parts of the back office that are open to who is logged in: no link leads to another. */
export function useAreas(): readonly Area[] {
  const me = useMe();
  return me.data ? areasOf(me.data.role) : [];
}
