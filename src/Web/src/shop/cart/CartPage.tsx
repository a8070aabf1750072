import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useMe } from '../../api/me';
import { useStored } from '../../api/stored';
import { ButtonLink } from '../../design/Button';
import { Query } from '../../design/Query';
import { Empty, Skeleton } from '../../design/States';
import { Title } from '../../design/Title';
import { T } from '../../texts';
import { routes } from '../routes';
import { CartLine } from './CartLine';
import { takeCartAlong } from './cartMerge';
import { CartNotices } from './CartNotices';
import { cartKey, cartQuery, useCart } from './cartStore';
import { CartSummary } from './CartSummary';
import { useCartEdits } from './useCartEdits';
import './cart.css';

/** What somebody is about to buy. */
export default function CartPage() {
  const key = useStored(cartKey);
  const cart = useCart();
  const me = useMe();
  const edits = useCartEdits();
  const queries = useQueryClient();
  const account = me.data?.id;
  // A login that could not take the cart along is made good here.
  useEffect(() => {
    if (account === undefined || cartKey.get()?.token === null) return;
    takeCartAlong(account).then(
      () => queries.invalidateQueries({ queryKey: cartQuery(cartKey.get()?.id ?? '') }),
      () => undefined,
    );
  }, [account, queries]);

  return (
    <div className="wrap stack-l">
      <Title>{T.cart.title}</Title>
      {key === null ? (
        <Nothing />
      ) : (
        <Query of={cart} loading={<CartSkeleton />}>
          {data =>
            data.items.length === 0 || data.orderId ? (
              <Nothing />
            ) : (
              <div className="cart">
                <div className="stack cart-goods">
                  <CartNotices cart={data} edits={edits} />
                  <ul className="plain-list cart-lines" aria-label={T.cart.title}>
                    {data.items.map(line => (
                      <CartLine key={line.productId} line={line} notices={data.notices.filter(n => n.productId === line.productId)} edits={edits} />
                    ))}
                  </ul>
                </div>
                <CartSummary cart={data} edits={edits} />
              </div>
            )
          }
        </Query>
      )}
    </div>
  );
}

const Nothing = () => (
  <Empty icon="cart" title={T.cart.empty}>
    <p className="soft">{T.cart.emptyHint}</p>
    <ButtonLink href={routes.search}>{T.cart.toGoods}</ButtonLink>
  </Empty>
);

const CartSkeleton = () => (
  <div className="cart">
    <div className="stack">
      <Skeleton height="6.5rem" />
      <Skeleton height="6.5rem" />
    </div>
    <Skeleton height="18rem" />
  </div>
);
