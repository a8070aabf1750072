import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { alone } from '../../api/alone';
import { answer, api, type Schemas } from '../../api/client';
import { newId } from '../../api/ids';
import { isProblem } from '../../api/problem';
import { toastProblem } from '../../design/Toasts';
import { cartHeaders, cartKey, cartLock, cartQuery, forgetCart } from './cartStore';

type Cart = Schemas['CartAnswer'];

/** What can be done with this browser's cart. Each answers whether it was done; what failed is said in the corner. */
export function useCartEdits(onDone?: () => void) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(0);

  async function edit(work: (id: string, header: { 'Cart-Token'?: string }) => Promise<Cart>): Promise<boolean> {
    const key = cartKey.get();
    if (key === null) return false;
    setBusy(n => n + 1);
    try {
      // In the order in which they were asked for.
      const cart = await alone(cartLock, () => work(key.id, cartHeaders(key)));
      // Of answers that overtook each other the newest version stays.
      queries.setQueryData<Cart>(cartQuery(key.id), before => (before !== undefined && before.version > cart.version ? before : cart));
      onDone?.();
      return true;
    } catch (error) {
      if (isProblem(error, 'cartExpired', 'cartNotFound', 'cartOrdered', 'cartMerged')) forgetCart(key.id);
      toastProblem(error);
      void queries.invalidateQueries({ queryKey: cartQuery(key.id) });
      return false;
    } finally {
      setBusy(n => n - 1);
    }
  }

  return {
    busy: busy > 0,
    /** Of a line that is there: what was typed last does not bring back one that was taken out. */
    setQuantity: async (productId: string, quantity: number): Promise<boolean> => {
      const cart = queries.getQueryData<Cart>(cartQuery(cartKey.get()?.id ?? ''));
      if (cart !== undefined && !cart.items.some(line => line.productId === productId)) return false;
      return edit((id, header) => answer(api.PUT('/api/v1/carts/{id}/items/{productId}', { params: { path: { id, productId }, header }, body: { quantity } })));
    },
    remove: (productId: string) => edit((id, header) => answer(api.DELETE('/api/v1/carts/{id}/items/{productId}', { params: { path: { id, productId }, header } }))),
    clear: () => edit((id, header) => answer(api.DELETE('/api/v1/carts/{id}/items', { params: { path: { id }, header } }))),
    setCoupon: (code: string) => edit((id, header) => answer(api.PUT('/api/v1/carts/{id}/coupon', { params: { path: { id }, header }, body: { code } }))),
    removeCoupon: () => edit((id, header) => answer(api.DELETE('/api/v1/carts/{id}/coupon', { params: { path: { id }, header } }))),
    /** Agrees to the prices that the notices name, and to no others. */
    acceptPrices: (notices: readonly Schemas['CartNotice'][]) =>
      edit((id, header) =>
        answer(
          api.POST('/api/v1/carts/{id}/prices', {
            params: { path: { id }, header: { ...header, 'Idempotency-Key': newId() } },
            body: { items: notices.flatMap(n => (n.code === 'priceChanged' && n.newPrice ? [{ productId: n.productId, unitPrice: n.newPrice }] : [])) },
          }),
        ),
      ),
  };
}

export type CartEdits = ReturnType<typeof useCartEdits>;
