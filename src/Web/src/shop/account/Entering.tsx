import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { useMe } from '../../api/me';
import { session } from '../../api/session';
import { Failed, Loading } from '../../design/States';
import { toast } from '../../design/Toasts';
import { T } from '../../texts';
import { takeCartAlong } from '../cart/cartMerge';
import { cartKey, cartQuery } from '../cart/cartStore';
import { leftOut } from '../cart/cartWords';
import type { ProductBrief } from '../cart/productBrief';

/** Somebody has logged in: the guest's cart comes along, and then it goes on where they were on the way to. */
export function Entering({ next }: { next: string }) {
  const me = useMe();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const begun = useRef(false);
  const account = me.data?.id;

  useEffect(() => {
    if (account === undefined || begun.current) return;
    begun.current = true;
    void takeCartAlong(account)
      .then(async changes => {
        const cart = cartKey.get();
        if (cart !== null) await queries.invalidateQueries({ queryKey: cartQuery(cart.id) });
        if (changes === null || changes.length === 0) return;
        toast(T.account.cartCame);
        const nameOf = (id: string) => queries.getQueryData<ProductBrief>(['productBrief', id])?.name ?? T.account.someProduct;
        for (const text of leftOut(changes, nameOf)) toast(text, 'info');
      })
      // The cart page tries once more; nobody has to wait for it here.
      .catch(() => undefined)
      .finally(() => navigate(next, { replace: true }));
  }, [account, next, navigate, queries]);

  return me.isError && session.get() !== null ? <Failed error={me.error} onRetry={() => void me.refetch()} /> : <Loading />;
}
