import { answer, api, type Schemas } from '../../api/client';
import { session } from '../../api/session';
import { queries } from '../../app/queries';
import { cartKey, cartQuery, rememberOwnCart } from '../cart/cartStore';

/** Ends the session, also where the store cannot be told. The account's cart stays the account's. */
export async function logout(): Promise<void> {
  await answer(api.POST('/api/v1/auth/logout')).catch(() => undefined);
  leave();
}

/** What the browser does when a session is over. */
export function leave(): void {
  const key = cartKey.get();
  const cart = key === null ? undefined : queries.getQueryData<Schemas['CartAnswer']>(cartQuery(key.id));
  if (cart?.customerId && !cart.orderId) rememberOwnCart(cart.customerId, cart.id);
  session.set(null);
  if (cartKey.get()?.token === null) cartKey.set(null);
}
