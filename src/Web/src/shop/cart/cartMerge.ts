import { alone } from '../../api/alone';
import { answer, api, type Schemas } from '../../api/client';
import { newId } from '../../api/ids';
import { isProblem } from '../../api/problem';
import { cartKey, cartLock, forgetCart, ownCarts, rememberOwnCart, type CartKey } from './cartStore';

/** How often it is tried when the guest's cart moves while it is taken over. */
const tries = 4;

/**
 * After a login: what the guest had in the cart goes over into the account's, and this browser goes on with that one. Says
 * what became of every line; null where there was nothing to take over.
 */
export function takeCartAlong(customerId: string): Promise<readonly Schemas['CartChange'][] | null> {
  return alone(cartLock, async () => {
    const guests = cartKey.fresh();
    const own = ownCarts.fresh()?.[customerId];
    if (guests === null || guests.token === null) {
      if (own !== undefined) cartKey.set({ id: own, token: null });
      return null;
    }

    return merge(guests, customerId, own);
  });
}

async function merge(guests: CartKey, customerId: string, known: string | undefined): Promise<readonly Schemas['CartChange'][] | null> {
  let own = known;
  for (let attempt = 1; ; attempt++) {
    own ??= (await answer(api.POST('/api/v1/carts', { params: { header: { 'Idempotency-Key': newId() } }, body: {} }))).id;
    rememberOwnCart(customerId, own);
    try {
      const merged = await answer(
        api.POST('/api/v1/carts/{id}/merge', { params: { path: { id: own }, header: { 'Idempotency-Key': newId() } }, body: { fromCartId: guests.id, fromCartToken: guests.token } }),
      );
      cartKey.set({ id: own, token: null });
      return merged.changes ?? [];
    } catch (error) {
      if (attempt >= tries) throw error;
      if (isProblem(error, 'cartChanged', 'cartBusy')) await new Promise(resolve => setTimeout(resolve, 300 * attempt));
      else if (isProblem(error, 'cartOrdered', 'cartMerged', 'cartExpired', 'cartNotFound')) {
        // One of the two is over. The guest's is looked at; where that is open it was the account's.
        const into = error.code === 'cartMerged' && typeof error.body['cartId'] === 'string' ? error.body['cartId'] : undefined;
        if (!(await isOpen(guests))) {
          forgetCart(guests.id);
          // Another tab was first: the goods are where it took them.
          rememberOwnCart(customerId, into ?? own);
          cartKey.set({ id: into ?? own, token: null });
          return null;
        }

        forgetCart(own);
        own = into;
      } else throw error;
    }
  }
}

async function isOpen(key: CartKey): Promise<boolean> {
  try {
    const cart = await answer(api.GET('/api/v1/carts/{id}', { params: { path: { id: key.id }, header: { 'Cart-Token': key.token! } } }));
    return !cart.orderId && !cart.mergedInto;
  } catch (error) {
    if (isProblem(error, 'cartNotFound', 'cartExpired')) return false;
    throw error;
  }
}
