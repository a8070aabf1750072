import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../design/Button';
import { Notice } from '../../design/Notice';
import { toast } from '../../design/Toasts';
import { useForm } from '../../design/useForm';
import { T } from '../../texts';
import { addToCart } from '../cart/cartActions';
import { useCart } from '../cart/cartStore';
import { mostOfOne } from '../cart/most';
import type { Product } from '../catalog/catalogQueries';
import { stockWords } from '../catalog/stockWords';
import { routes } from '../routes';
import { stockQuery } from './productQueries';
import { Quantity } from './Quantity';
import { quantityProblem } from './quantities';

/** What can be had, how many of it one wants, and the way into the cart. */
export function BuyBox({ product }: { product: Product }) {
  const stock = useQuery(stockQuery(product.id));
  const cart = useCart();
  const [wanted, setWanted] = useState('1');
  const available = stock.data?.available ?? product.available;
  const backorder = stock.data?.backorder ?? false;
  const inCart = cart.data?.items.find(line => line.productId === product.id)?.quantity ?? 0;
  const words = stockWords(available, backorder);
  const isSold = available > 0 || backorder;

  const form = useForm(async () => {
    const quantity = Number(wanted);
    if (!form.refuse({ quantity: quantityProblem(wanted, inCart, available, backorder) })) return;
    await addToCart(product.id, quantity);
    setWanted('1');
    toast(T.product.added(product.name, quantity), 'good', { href: routes.cart, text: T.product.toCart });
    void stock.refetch();
  });

  return (
    <div className="product-buy stack">
      <p className={`product-stock-${words.tone}`} role="status">{words.text}</p>
      {available === 0 && <p className="small soft">{backorder ? T.product.backorderHint : T.product.soldOutHint}</p>}
      {isSold && (
        <form {...form.props} className="stack-s">
          {form.failure && !form.errors['quantity'] && <Notice kind="bad">{form.failure}</Notice>}
          <div className="product-add">
            <Quantity value={wanted} most={backorder ? mostOfOne : Math.min(available, mostOfOne)} error={form.errors['quantity']?.[0]} onChange={setWanted} />
            <Button type="submit" busy={form.busy}>{T.product.add}</Button>
          </div>
        </form>
      )}
      {inCart > 0 && (
        inCart > available && !backorder
          ? <Notice kind="warn">{T.product.cartHasMore(inCart, available)} <Link href={routes.cart}>{T.product.toCart}</Link></Notice>
          : <p className="small"><Link href={routes.cart} className="product-in-cart">{T.product.inCart(inCart)}</Link></p>
      )}
    </div>
  );
}
