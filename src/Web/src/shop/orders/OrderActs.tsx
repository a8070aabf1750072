import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { answer, api, type Schemas } from '../../api/client';
import { useCommand } from '../../api/command';
import { Button } from '../../design/Button';
import { Copyable } from '../../design/Copyable';
import { Dialog } from '../../design/Dialog';
import { TextField } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { toast, toastProblem } from '../../design/Toasts';
import { useForm } from '../../design/useForm';
import { T } from '../../texts';
import { putInCart } from '../cart/cartActions';
import { routes } from '../routes';
import { forgetOrder, orderHeaders, orderToken } from './orderAccess';
import { orderQuery } from './orderQuery';
import { useOrderWork } from './useOrderWork';

/** What a buyer can do with an order as a whole. */
export function OrderActs({ order }: { order: Schemas['OrderView'] }) {
  const [dialog, setDialog] = useState<'cancel' | 'erase' | 'link' | null>(null);
  const again = useOrderAgain(order);
  const cancellable = order.status === 'pending' || order.status === 'paid';
  const over = !cancellable && order.status !== 'partiallyShipped';
  const token = orderToken(order.id);
  const guests = !order.customerId && token !== null;
  return (
    <section className="card stack-s" aria-label={T.orders.acts}>
      <Button kind="quiet" wide busy={again.busy} onClick={() => void again.run()}>{T.orders.orderAgain}</Button>
      {guests && <Button kind="quiet" wide onClick={() => void copy(linkTo(order.id, token)).then(done => done || setDialog('link'))}>{T.orders.copyLink}</Button>}
      {cancellable && <Button kind="danger" wide onClick={() => setDialog('cancel')}>{T.orders.cancel}</Button>}
      {guests && over && <Button kind="bare" wide onClick={() => setDialog('erase')}>{T.orders.erase}</Button>}
      {dialog === 'link' && guests && (
        <Dialog title={T.orders.copyLink} onClose={() => setDialog(null)}>
          <Copyable label={T.orders.link} text={linkTo(order.id, token)} />
        </Dialog>
      )}
      {dialog === 'cancel' && <CancelDialog order={order} onClose={() => setDialog(null)} />}
      {dialog === 'erase' && <EraseDialog order={order} onClose={() => setDialog(null)} />}
    </section>
  );
}

/** Puts what was ordered into the cart once more, as far as it can still be had. */
function useOrderAgain(order: Schemas['OrderView']) {
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  return {
    busy,
    async run() {
      setBusy(true);
      const { left, why } = await putInCart(order.items);
      setBusy(false);
      if (left.length === order.items.length) return toastProblem(why);
      if (left.length > 0) toast(T.orders.leftOut(left.join(', ')), 'info');
      navigate(routes.cart);
    },
  };
}

/** What opens a guest's order anywhere. */
const linkTo = (id: string, token: string) => `${window.location.origin}/orders/${id}#token=${token}`;

/** Whether it could be copied: not every browser lets a page, and none a page that came by plain http. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    toast(T.common.copied);
    return true;
  } catch {
    return false;
  }
}

function CancelDialog({ order, onClose }: { order: Schemas['OrderView']; onClose: () => void }) {
  const work = useOrderWork(order.id);
  const send = useCommand();
  const [reason, setReason] = useState('');
  const form = useForm(async () => {
    await work.run(() =>
      send(key =>
        api.POST('/api/v1/orders/{id}/cancel', { params: { path: { id: order.id }, header: { ...orderHeaders(order.id), ...key } }, body: { reason: reason.trim() || T.orders.cancelDefault } }),
      ),
    );
    onClose();
  });
  return (
    <Dialog title={T.orders.cancelTitle} onClose={onClose}>
      <form {...form.props} className="stack">
        {form.failure && <Notice kind="bad">{form.failure}</Notice>}
        <p>{order.status === 'paid' ? T.orders.cancelPaid : T.orders.cancelUnpaid}</p>
        <TextField label={T.orders.cancelReason} optional maxLength={500} value={reason} onChange={e => setReason(e.target.value)} error={form.errors['reason']} />
        <div className="row">
          <Button kind="danger" type="submit" busy={form.busy}>{T.orders.cancel}</Button>
          <Button kind="quiet" onClick={onClose}>{T.orders.keep}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Erases what a guest's order tells of the guest. */
function EraseDialog({ order, onClose }: { order: Schemas['OrderView']; onClose: () => void }) {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const form = useForm(async () => {
    await answer(api.DELETE('/api/v1/orders/{id}/personal-data', { params: { path: { id: order.id }, header: orderHeaders(order.id) } }));
    toast(T.orders.erased);
    navigate(routes.orders);
    forgetOrder(order.id);
    queries.removeQueries({ queryKey: orderQuery(order.id) });
  });
  return (
    <Dialog title={T.orders.eraseTitle} onClose={onClose}>
      <form {...form.props} className="stack">
        {form.failure && <Notice kind="bad">{form.failure}</Notice>}
        <p>{T.orders.eraseHint}</p>
        <div className="row">
          <Button kind="danger" type="submit" busy={form.busy}>{T.orders.erase}</Button>
          <Button kind="quiet" onClick={onClose}>{T.common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
