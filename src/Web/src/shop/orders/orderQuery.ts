import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../api/client';
import { Problem, isProblem } from '../../api/problem';
import { openingWith, orderToken, placedOrders, rememberOrder } from './orderAccess';

/** Under which an order lies among what was fetched. */
export const orderQuery = (id: string) => ['order', id] as const;

/** How long after it was placed here an order may not be written down yet, in milliseconds. */
const workedOnFor = 2 * 60_000;

/** Whether an order that is not there was placed in this browser a moment ago, so that it may still come. */
export const mayStillCome = (id: string, error: unknown) => isProblem(error, 'orderNotFound') && Date.now() - (placedOrders.get()?.[id]?.at ?? 0) < workedOnFor;

/**
 * Opens an order with what this browser has for it. What a link offers is tried only where that does not open it, and kept
 * only once it did: a link may be cut off, or somebody's joke.
 */
export async function openOrder(id: string, offered: string | null): Promise<Schemas['OrderView']> {
  const open = async (token: string | null) => {
    const order = await answer(api.GET('/api/v1/orders/{id}', { params: { path: { id }, header: openingWith(token) } }));
    if (token !== null && token === offered) rememberOrder(id, token, Date.parse(order.createdAt));
    return order;
  };
  const known = orderToken(id);
  try {
    return await open(known ?? offered);
  } catch (error) {
    const closed = isProblem(error) && [401, 403, 404].includes(error.status);
    if (!closed || known === null || offered === null || offered === known) throw error;
    return await open(offered);
  }
}

/** An order of the account, or of a guest in this browser; `offered` is the token of the link that led here. */
export function useOrder(id: string, offered: string | null) {
  return useQuery<Schemas['OrderView']>({
    queryKey: orderQuery(id),
    queryFn: () => openOrder(id, offered),
    refetchInterval: query => (query.state.data === undefined && mayStillCome(id, query.state.error) ? 1000 : false),
    retry: (failures, error) => failures < 4 && error instanceof Problem && (error.status === 0 || error.status >= 500),
  });
}
