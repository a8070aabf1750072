import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { Schemas } from '../../api/client';
import { newId } from '../../api/ids';
import type { Problem } from '../../api/problem';
import { Button, ButtonLink } from '../../design/Button';
import { Field } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { explain } from '../../design/States';
import { useForm } from '../../design/useForm';
import { money } from '../../format';
import { T } from '../../texts';
import { destination, draftOf, emptyAddress, missingIn, requestOf, sameAddress, type AddressDraft } from '../address/address';
import { useSaveAddress } from '../address/useSaveAddress';
import { CartNotices } from '../cart/CartNotices';
import type { CartKey } from '../cart/cartStore';
import { useEstimate } from '../cart/CartSummary';
import { CouponField } from '../cart/CouponField';
import { Totals } from '../cart/Totals';
import { useCartEdits } from '../cart/useCartEdits';
import { isEmail } from '../email';
import { routes } from '../routes';
import type { Attempt, Outcome } from './attempt';
import { PaymentChoice, tokenOf, useCards, type Choice } from './PaymentChoice';
import { ShippingChoice } from './ShippingChoice';
import { WhereTo } from './WhereTo';

interface Given {
  cart: Schemas['CartAnswer'];
  cartKey: CartKey | null;
  me: Schemas['CustomerView'] | null;
  send: (attempt: Attempt) => Promise<Outcome>;
  /** Why an order was refused that an earlier page had sent. */
  refusal: Problem | null;
}

/** What an order needs to know, and the order itself. */
export function CheckoutForm({ cart, cartKey, me, send, refusal }: Given) {
  const [refused, setRefused] = useState<Problem | null>(refusal);
  useEffect(() => setRefused(refusal), [refusal]);
  // What was refused for is mended with the cart.
  const edits = useCartEdits(() => setRefused(null));
  const why = useRef<HTMLDivElement>(null);
  const saveAddress = useSaveAddress();
  const saved = me?.addresses ?? [];
  const [email, setEmail] = useState('');
  const [chosen, setChosen] = useState(saved.length > 0 ? 0 : -1);
  const [draft, setDraft] = useState<AddressDraft>(emptyAddress);
  const [keep, setKeep] = useState(me !== null);
  const [method, setMethod] = useState<string | null>(null);
  const [wanted, setWanted] = useState<Choice>('pays');
  const { cards } = useCards();
  const payment = cards ? wanted : 'later';

  const address = chosen >= 0 && saved[chosen] ? draftOf(saved[chosen]) : draft;
  const estimate = useEstimate(cart, address.country, address.state.trim(), method ?? undefined);
  const priced = address.country && !estimate.error ? estimate.data : undefined;
  const { total } = priced ?? cart;
  // Until what it comes to there is known, the button would name another total than the order's.
  const pricing = address.country !== '' && !estimate.error && (estimate.data === undefined || estimate.isPlaceholderData);

  const form = useForm(async () => {
    setRefused(null);
    const missing = {
      email: me === null && (!email.trim() ? T.common.required : !isEmail(email) && T.checkout.emailWrong),
      ...(chosen >= 0 ? {} : missingIn(draft, 'shippingAddress.')),
    };
    if (!form.refuse(missing)) return;
    if (estimate.error) throw estimate.error;
    const request = requestOf(address);
    destination.set({ country: address.country, state: address.state.trim() });
    if (me !== null && chosen < 0 && keep && !saved.some(a => sameAddress(a, request))) void saveAddress(me, request);
    const outcome = await send({
      key: newId(),
      cartToken: cartKey?.token ?? null,
      owner: me?.id ?? null,
      body: {
        cartId: cart.id,
        shippingAddress: request,
        payment: payment === 'later' ? { method: 'later' } : { method: 'card', token: tokenOf(payment) },
        ...(me === null ? { email: email.trim() } : {}),
        ...(method ? { shippingMethod: method } : {}),
        // What the button says: at another total nothing is ordered.
        expectedTotal: total,
      },
    });
    if (outcome.kind !== 'refused') return;
    setRefused(outcome.problem);
    // The button may be far below; fields that are wrong take the focus themselves.
    requestAnimationFrame(() => why.current?.focus());
    throw outcome.problem;
  });

  return (
    <form {...form.props} className="cart" aria-label={T.checkout.title}>
      <div className="stack-l checkout-parts">
        {refused && (
          <div ref={why} tabIndex={-1} className="checkout-why">
            <Refusal problem={refused} cart={cart} />
          </div>
        )}
        {form.failure && !refused && <Notice kind="bad">{form.failure}</Notice>}
        {cart.notices.length > 0 && (
          <div className="stack">
            <CartNotices cart={cart} edits={edits} />
          </div>
        )}
        {me === null && (
          <section className="stack" aria-labelledby="checkout-contact">
            <h2 id="checkout-contact">{T.checkout.contact}</h2>
            <p className="soft">
              {T.checkout.haveAccount} <Link href={`${routes.login}?next=${encodeURIComponent(routes.checkout)}`}>{T.nav.login}</Link>
            </p>
            <Field label={T.login.email} hint={T.checkout.emailHint} type="email" autoComplete="email" maxLength={254} value={email} onChange={e => setEmail(e.target.value)} error={form.errors['email']} />
          </section>
        )}
        <WhereTo saved={saved} chosen={chosen} onChoose={setChosen} draft={draft} onDraft={setDraft} errors={form.errors} canKeep={me !== null} keep={keep} onKeep={setKeep} />
        <ShippingChoice cart={cart} country={address.country} state={address.state.trim()} chosen={method} onChoose={setMethod} />
        <PaymentChoice chosen={wanted} onChoose={setWanted} />
      </div>
      <section className="card stack cart-summary" aria-labelledby="checkout-summary">
        <h2 id="checkout-summary">{T.checkout.summary}</h2>
        <ul className="plain-list stack-s">
          {cart.items.map(line => (
            <li key={line.productId} className="checkout-line">
              <span>
                {line.quantity} × {line.name}
              </span>
              <span className="numbers">{cart.notices.some(n => n.code === 'productRemoved' && n.productId === line.productId) ? '–' : money(line.lineTotal)}</span>
            </li>
          ))}
        </ul>
        {cart.coupon && <CouponField cart={priced ?? cart} edits={edits} />}
        <Totals of={priced ?? cart} estimate={priced === undefined} />
        {address.country && estimate.error && <Notice kind="warn">{explain(estimate.error)}</Notice>}
        <Button type="submit" wide busy={form.busy || pricing} data-testid="place-order">{payment === 'later' ? T.checkout.orderLater : T.checkout.orderAndPay(money(total))}</Button>
        <p className="small soft">{payment === 'later' ? T.checkout.laterHint : T.checkout.safe}</p>
      </section>
    </form>
  );
}

/** Why nothing was ordered, and what to do. */
function Refusal({ problem, cart }: { problem: Problem; cart: Schemas['CartAnswer'] }) {
  if (problem.code === 'outOfStock') {
    const name = cart.items.find(i => i.productId === problem.body['productId'])?.name;
    const available = problem.body['available'];
    return (
      <Notice kind="bad" title={T.checkout.soldOutTitle}>
        <p>{name && typeof available === 'number' && available > 0 ? T.cart.onlySoMany(name, available) : name ? T.cart.soldOut(name) : explain(problem)} {T.checkout.nothingCharged}</p>
        <div className="row checkout-acts">
          <ButtonLink href={routes.cart} kind="quiet">{T.checkout.backToCart}</ButtonLink>
        </div>
      </Notice>
    );
  }

  if (problem.code === 'priceChanged') {
    const { total, currency } = problem.body;
    return (
      <Notice kind="bad" title={T.checkout.priceChangedTitle}>
        <p>{typeof total === 'number' && typeof currency === 'string' ? T.checkout.newTotal(money({ amount: total, currency })) : T.checkout.acceptFirst}</p>
      </Notice>
    );
  }

  const aboutCart = ['cartChanged', 'cartEmpty', 'couponNotApplicable', 'couponUnknown', 'couponUsedUp', 'couponUsedByCustomer'].includes(problem.code);
  return (
    <Notice kind="bad" title={T.checkout.refusedTitle}>
      <p>{Object.keys(problem.errors).length > 0 ? T.common.fieldsWrong : explain(problem)}</p>
      {aboutCart && (
        <div className="row checkout-acts">
          <ButtonLink href={routes.cart} kind="quiet">{T.checkout.backToCart}</ButtonLink>
        </div>
      )}
    </Notice>
  );
}
