import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../api/client';
import { isProblem } from '../../api/problem';
import { stored, useStored } from '../../api/stored';

/** Which cart is this browser's; a guest's is opened with its token. It outlives the browser. */
export interface CartKey {
  readonly id: string;
  readonly token: string | null;
}

export const cartKey = stored<CartKey>('store.cart');

/** Whatever starts a cart or makes it another one runs under this lock: two presses or two tabs never start two. */
export const cartLock = 'store.cart';

/** The carts of the accounts that were logged in here, by account: they are found again at the next login. */
export const ownCarts = stored<Readonly<Record<string, string>>>('store.ownCarts');

/** The header by which a guest's cart is opened. */
export const cartHeaders = (key: CartKey | null) => (key?.token ? { 'Cart-Token': key.token } : {});

/** Under which the cart lies among what was fetched. */
export const cartQuery = (id: string) => ['cart', id] as const;

/** This browser's cart; undefined data where there is none. */
export function useCart() {
  const key = useStored(cartKey);
  return useQuery<Schemas['CartAnswer']>({
    queryKey: cartQuery(key?.id ?? ''),
    queryFn: () => open(key!),
    enabled: key !== null,
  });
}

/** A cart that became an order, went over into another or is gone is nobody's any more: the next product starts a new one. */
export function forgetCart(id: string): void {
  if (cartKey.fresh()?.id === id) cartKey.set(null);
  const others = Object.entries(ownCarts.fresh() ?? {}).filter(([, cart]) => cart !== id);
  ownCarts.set(others.length > 0 ? Object.fromEntries(others) : null);
}

/** Which cart an account has in this browser. */
export const rememberOwnCart = (customerId: string, id: string) => {
  const known = ownCarts.fresh();
  if (known?.[customerId] !== id) ownCarts.set({ ...known, [customerId]: id });
};

async function open(key: CartKey): Promise<Schemas['CartAnswer']> {
  try {
    const cart = await answer(api.GET('/api/v1/carts/{id}', { params: { path: { id: key.id }, header: cartHeaders(key) } }));
    if (cart.orderId || cart.mergedInto) forgetCart(key.id);
    else if (cart.customerId) rememberOwnCart(cart.customerId, cart.id);
    return cart;
  } catch (error) {
    // An account's cart that is asked for after its session ended is still the account's.
    if (isProblem(error, 'cartNotFound') && key.token === null) cartKey.set(null);
    else if (isProblem(error, 'cartNotFound', 'cartExpired')) forgetCart(key.id);
    throw error;
  }
}
