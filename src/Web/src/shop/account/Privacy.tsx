import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { answer, api, type Schemas } from '../../api/client';
import { download } from '../../api/download';
import type { Problem } from '../../api/problem';
import { isProblem } from '../../api/problem';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { Check, Field } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { toast, toastProblem } from '../../design/Toasts';
import { useForm } from '../../design/useForm';
import { T } from '../../texts';
import { destination } from '../address/address';
import { forgetCart, ownCarts } from '../cart/cartStore';
import { attempts } from '../checkout/attempt';
import { payments } from '../orders/payment';
import { routes } from '../routes';
import { leave } from './logout';

/** What the store knows of somebody: to take along, and to have erased. */
export function Privacy({ me }: { me: Schemas['CustomerView'] }) {
  const [busy, setBusy] = useState(false);
  const [erasing, setErasing] = useState(false);

  async function take() {
    setBusy(true);
    try {
      await download(api.GET('/api/v1/customers/me/export', { parseAs: 'blob' }), 'orleansstore-my-data.json');
    } catch (error) {
      toastProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <section className="card stack-s" aria-labelledby="account-export">
        <h2 id="account-export" className="account-card-title">{T.account.exportTitle}</h2>
        <p>{T.account.exportHint}</p>
        <div className="row">
          <Button kind="quiet" busy={busy} onClick={() => void take()}>{T.account.export}</Button>
        </div>
      </section>
      <section className="card stack-s" aria-labelledby="account-erase">
        <h2 id="account-erase" className="account-card-title">{T.account.eraseTitle}</h2>
        <p>{T.account.eraseHint}</p>
        <div className="row">
          <Button kind="danger" onClick={() => setErasing(true)}>{T.account.erase}</Button>
        </div>
      </section>
      {erasing && <EraseDialog me={me} onClose={() => setErasing(false)} />}
    </>
  );
}

function EraseDialog({ me, onClose }: { me: Schemas['CustomerView']; onClose: () => void }) {
  const [, navigate] = useLocation();
  const [email, setEmail] = useState('');
  const [sure, setSure] = useState(false);
  const [open, setOpen] = useState<Problem | null>(null);
  const form = useForm(async () => {
    setOpen(null);
    if (!form.refuse({ email: email.trim().toLowerCase() !== me.email.toLowerCase() && T.account.eraseEmailWrong })) return;
    try {
      await answer(api.DELETE('/api/v1/customers/me'));
    } catch (error) {
      if (isProblem(error, 'orderOpen')) setOpen(error);
      throw error;
    }

    const cart = ownCarts.get()?.[me.id];
    if (cart !== undefined) forgetCart(cart);
    // Nothing of what was typed stays in the browser either.
    if (attempts.get()?.owner === me.id) attempts.set(null);
    payments.set(null);
    destination.set(null);
    toast(T.account.erased);
    navigate(routes.home);
    leave();
  });
  const orderId = open?.body['orderId'];
  return (
    <Dialog title={T.account.eraseTitle} onClose={onClose}>
      <form {...form.props} className="stack">
        {form.failure && (
          <Notice kind="bad">
            <p>{form.failure}</p>
            {typeof orderId === 'string' && <Link href={`/orders/${orderId}`}>{T.account.toOpenOrder}</Link>}
          </Notice>
        )}
        <p>{T.account.eraseWhat}</p>
        <ul className="account-bullets">
          {T.account.eraseList.map(item => (
            <li key={item}>{item}</li>
          ))}
        </ul>
        <Field label={T.account.eraseEmail} type="email" autoComplete="off" value={email} onChange={e => setEmail(e.target.value)} error={form.errors['email']} />
        <Check label={T.account.eraseSure} checked={sure} onChange={e => setSure(e.target.checked)} />
        <div className="row">
          <Button kind="danger" type="submit" busy={form.busy} disabled={!sure}>{T.account.erase}</Button>
          <Button kind="quiet" onClick={onClose}>{T.common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
