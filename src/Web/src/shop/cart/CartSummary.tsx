import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '../../api/client';
import { useStored } from '../../api/stored';
import { ButtonLink } from '../../design/Button';
import { Field, SelectField } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { explain } from '../../design/States';
import { T } from '../../texts';
import { countries } from '../address/countries';
import { destination } from '../address/address';
import { routes } from '../routes';
import { cartHeaders, cartKey } from './cartStore';
import { CouponField } from './CouponField';
import { Totals } from './Totals';
import type { CartEdits } from './useCartEdits';

/** What the cart comes to, there where it is to go, and the way to the checkout. */
export function CartSummary({ cart, edits }: { cart: Schemas['CartAnswer']; edits: CartEdits }) {
  const there = useStored(destination);
  const priced = useEstimate(cart, there?.country ?? '', there?.state ?? '');
  const shown = there && priced.data ? priced.data : cart;
  return (
    <section className="card stack cart-summary" aria-labelledby="cart-summary">
      <h2 id="cart-summary">{T.cart.summary}</h2>
      <div className="cart-there">
        <SelectField
          label={T.cart.whereTo}
          value={there?.country ?? ''}
          onChange={e => destination.set(e.target.value ? { country: e.target.value, state: '' } : null)}
        >
          <option value="">{T.cart.notYetKnown}</option>
          {countries().map(c => (
            <option key={c.code} value={c.code}>{c.name}</option>
          ))}
        </SelectField>
        {there && <StateField key={there.country} value={there.state} onSet={state => destination.set({ ...there, state })} />}
      </div>
      {there && priced.error && <Notice kind="warn">{explain(priced.error)}</Notice>}
      <CouponField cart={shown} edits={edits} />
      <Totals of={shown} estimate={!there || !priced.data} />
      <ButtonLink href={routes.checkout} wide>{T.cart.toCheckout}</ButtonLink>
      <p className="small soft">{T.cart.checkoutHint}</p>
    </section>
  );
}

/** What a cart comes to where it goes. It is asked anew whenever the cart is another one. */
export function useEstimate(cart: Schemas['CartAnswer'], country: string, state: string, shippingMethod?: string) {
  const key = cartKey.get();
  return useQuery<Schemas['CartAnswer']>({
    queryKey: ['cartEstimate', cart.id, cart.version, cart.total.amount, country, state, shippingMethod],
    queryFn: () =>
      answer(
        api.GET('/api/v1/carts/{id}', {
          params: { path: { id: cart.id }, query: { country, ...(state ? { state } : {}), ...(shippingMethod ? { shippingMethod } : {}) }, header: cartHeaders(key) },
        }),
      ),
    enabled: country !== '' && cart.items.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
}

function StateField({ value, onSet }: { value: string; onSet: (state: string) => void }) {
  const [text, setText] = useState(value);
  return <Field label={T.checkout.state} optional autoComplete="address-level1" value={text} onChange={e => setText(e.target.value)} onBlur={() => onSet(text.trim())} />;
}
