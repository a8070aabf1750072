import { alone } from '../../api/alone';
import { answer, api, type Schemas } from '../../api/client';
import { newId } from '../../api/ids';
import { isProblem, isUndecided, Problem } from '../../api/problem';
import { queries } from '../../app/queries';
import { cartHeaders, cartKey, cartLock, cartQuery, type CartKey } from './cartStore';

type Cart = Schemas['CartAnswer'];

/** What says that a cart can take nothing any more: another one is started. */
const over = ['cartNotFound', 'cartExpired', 'cartOrdered', 'cartMerged'];

/**
 * Puts so many more of a product into this browser's cart; starts one where there is none, or the one there was is over.
 * One press at a time, over all tabs, so that two presses never start two carts.
 */
export function addToCart(productId: string, quantity: number): Promise<Cart> {
  return alone(cartLock, async () => {
    const item = { productId, quantity };
    const key = cartKey.fresh();
    if (key !== null) {
      try {
        return keep(key, await once(`add ${key.id} ${productId} ${quantity}`, id =>
          answer(api.POST('/api/v1/carts/{id}/items', { params: { path: { id: key.id }, header: { ...cartHeaders(key), 'Idempotency-Key': id } }, body: item }))));
      } catch (error) {
        if (!isProblem(error, ...over)) throw error;
      }
    }

    const started = await once(`start ${productId} ${quantity}`, id =>
      answer(api.POST('/api/v1/carts', { params: { header: { 'Idempotency-Key': id } }, body: { items: [item] } })));
    return keep({ id: started.id, token: started.cartToken ?? null }, started);
  });
}

/** Puts in line after line. Names what could not be had, and says why the last of it could not. */
export async function putInCart(lines: readonly { productId: string; name: string; quantity: number }[]): Promise<{ left: readonly string[]; why: unknown }> {
  const left: string[] = [];
  let why: unknown;
  for (const { productId, name, quantity } of lines) {
    try {
      await addToCart(productId, quantity);
    } catch (error) {
      left.push(name);
      why = error;
    }
  }

  return { left, why };
}

/** Makes a cart that was answered the one that is shown, and this browser's. */
function keep(key: CartKey, cart: Cart): Cart {
  queries.setQueryData(cartQuery(key.id), cart);
  cartKey.set(key);
  return cart;
}

/** Keys of writes whose answer did not arrive: asked for again, the store knows them as repeats. */
const unanswered = new Map<string, string>();

/** Sends a write with a key that stays the same until it has an answer. */
async function once<T>(what: string, send: (key: string) => Promise<T>): Promise<T> {
  const key = unanswered.get(what) ?? newId();
  unanswered.set(what, key);
  try {
    const answered = await send(key);
    unanswered.delete(what);
    return answered;
  } catch (error) {
    if (!(error instanceof Problem && isUndecided(error))) unanswered.delete(what);
    throw error;
  }
}
