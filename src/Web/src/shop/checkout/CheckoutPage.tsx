import { useEffect, useState } from 'react';
import type { Schemas } from '../../api/client';
import { useMe } from '../../api/me';
import type { Problem } from '../../api/problem';
import { useSession } from '../../api/session';
import { useStored } from '../../api/stored';
import { Button, ButtonLink } from '../../design/Button';
import { Notice } from '../../design/Notice';
import { Empty, Failed, Loading, Skeleton, explain } from '../../design/States';
import { Title } from '../../design/Title';
import { T } from '../../texts';
import { cartKey, useCart } from '../cart/cartStore';
import { routes } from '../routes';
import type { Outcome } from './attempt';
import { CheckoutForm } from './CheckoutForm';
import { useAttempt } from './useAttempt';
import '../cart/cart.css';
import './checkout.css';

/** Buys what is in the cart, on one page. */
export default function CheckoutPage() {
  const attempt = useAttempt();
  const { phase } = attempt;
  const session = useSession();
  const [refusal, setRefusal] = useState<Problem | null>(null);

  async function ask() {
    const outcome = await attempt.ask();
    setRefusal(outcome?.kind === 'refused' ? outcome.problem : null);
  }

  useEffect(() => {
    if (phase.kind === 'asking' && phase.resumed) void ask();
    // Once, when the page comes: what an earlier one sent is asked about.
  }, []);

  const away = phase.kind === 'unknown' || phase.kind === 'loggedOut' || (phase.kind === 'asking' && phase.resumed);
  return (
    <div className="wrap stack-l">
      <Title>{T.checkout.title}</Title>
      {phase.kind === 'asking' && phase.resumed && (
        <Loading>
          <div className="state">
            <span className="spinner checkout-spinner" aria-hidden="true" />
            <strong>{T.checkout.finding}</strong>
            <p className="soft">{T.checkout.neverTwice}</p>
          </div>
        </Loading>
      )}
      {phase.kind === 'unknown' && (
        <Notice kind="warn" title={T.checkout.unknownTitle}>
          <p>{explain(phase.problem)} {T.checkout.unknown}</p>
          <div className="row checkout-acts">
            <Button onClick={() => void ask()}>{T.checkout.askAgain}</Button>
          </div>
        </Notice>
      )}
      {phase.kind === 'loggedOut' && (
        <Notice kind="warn" title={T.checkout.unknownTitle}>
          <p>{T.checkout.loginToKnow}</p>
          <div className="row checkout-acts">
            {session === null && <ButtonLink href={`${routes.login}?next=${encodeURIComponent(routes.checkout)}`}>{T.nav.login}</ButtonLink>}
            <Button kind="quiet" onClick={attempt.leave}>{T.checkout.leaveIt}</Button>
          </div>
        </Notice>
      )}
      <div hidden={away}>
        <Cart send={attempt.send} refusal={refusal} />
      </div>
    </div>
  );
}

/** The form, once it is known what is bought and by whom. */
function Cart({ send, refusal }: { send: ReturnType<typeof useAttempt>['send']; refusal: Problem | null }) {
  const key = useStored(cartKey);
  const cart = useCart();
  const session = useSession();
  const me = useMe();
  // A cart that has just become an order is still what the form shows until the order's page comes.
  const [last, setLast] = useState<Schemas['CartAnswer'] | null>(null);
  const present = cart.data && !cart.data.orderId ? cart.data : null;
  useEffect(() => {
    if (present) setLast(present);
  }, [present]);

  const shown = present ?? (key === null ? null : last);
  if (session !== null && me.isPending) return <CheckoutSkeleton />;
  // As a guest's it would be another order than the account's that it becomes.
  if (session !== null && me.data === undefined) return <Failed error={me.error} onRetry={() => void me.refetch()} />;
  if (key !== null && shown === null && cart.isError) return <Failed error={cart.error} onRetry={() => void cart.refetch()} />;
  if (key !== null && shown === null && cart.isPending) return <CheckoutSkeleton />;
  if (shown === null || shown.items.length === 0)
    return (
      <Empty icon="cart" title={T.cart.empty}>
        <ButtonLink href={routes.search}>{T.cart.toGoods}</ButtonLink>
      </Empty>
    );
  return <CheckoutForm key={me.data?.id ?? 'guest'} cart={shown} cartKey={key} me={session === null ? null : (me.data ?? null)} send={(attempt): Promise<Outcome> => send(attempt)} refusal={refusal} />;
}

const CheckoutSkeleton = () => (
  <Loading>
    <div className="cart">
      <div className="stack">
        <Skeleton height="12rem" />
        <Skeleton height="9rem" />
      </div>
      <Skeleton height="18rem" />
    </div>
  </Loading>
);
