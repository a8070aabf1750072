import { useState } from 'react';
import { Link } from 'wouter';
import { api, type Schemas } from '../../api/client';
import { OrderBadge, PaymentBadge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { Notice } from '../../design/Notice';
import { Query } from '../../design/Query';
import { Title } from '../../design/Title';
import { toastProblem } from '../../design/Toasts';
import type { LiveState } from '../../live/state';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { reasonWords } from '../../texts/reason';
import { LiveBadge } from '../parts/LiveBadge';
import { routes } from '../routes';
import { allowed } from './allowed';
import { OrderCourse } from './OrderCourse';
import { OrderFacts } from './OrderFacts';
import { OrderLines } from './OrderLines';
import { OrderNotes } from './OrderNotes';
import { OrderReturns } from './OrderReturns';
import { OrderShipments } from './OrderShipments';
import { ReasonDialog } from './ReasonDialog';
import { ReceiveDialog } from './ReceiveDialog';
import { RefundDialog } from './RefundDialog';
import { ShipDialog } from './ShipDialog';
import { useOrder } from './useOrder';
import { conflictText, useOrderActions } from './useOrderActions';
import '../parts/parts.css';
import './orders.css';

/** Which dialog is open, and about which return. */
export type OrderDialog = { kind: 'ship' | 'refund' | 'cancel' } | { kind: 'reject' | 'receive'; number: number };

/** One order, as it is while one looks, with all that can be done about it. */
export default function OrderPage({ id }: { id: string }) {
  const { order, live } = useOrder(id);
  return <Query of={order}>{found => <Shown order={found} live={live} />}</Query>;
}

function Shown({ order, live }: { order: Schemas['OrderView']; live: LiveState }) {
  const words = O.orders;
  const [open, setOpen] = useState<OrderDialog | null>(null);
  const [conflict, setConflict] = useState<string | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const can = allowed(order);
  const close = () => setOpen(null);
  const act = useOrderActions(order, {
    onDone: () => {
      setOpen(null);
      setConflict(null);
    },
    onConflict: now => {
      setConflict(conflictText(now));
      // What is not possible any more need not be asked for any longer; else the typed stays, over the new state.
      if (open !== null && !isPossible(open, now)) setOpen(null);
    },
  });

  /** A command that needs no dialog. */
  async function atOnce(name: string, ...[call, done]: Parameters<typeof act>) {
    setBusy(name);
    await act(call, done).catch(toastProblem);
    setBusy(null);
  }

  const path = { id: order.id };
  return (
    <div className="stack">
      <nav className="small" aria-label={T.common.back}>
        <Link href={routes.orders}>{words.title}</Link>
      </nav>
      <div className="page-head">
        <div className="row">
          <Title>{words.order(order.number)}</Title>
          <OrderBadge status={order.status} />
          <PaymentBadge status={order.payment.status} />
          <LiveBadge state={live} />
        </div>
        <div className="row">
          {can.ship && <Button small onClick={() => setOpen({ kind: 'ship' })}>{words.ship}</Button>}
          {can.deliver && (
            <Button small kind={can.ship ? 'quiet' : 'main'} busy={busy === 'deliver'} onClick={() => void atOnce('deliver', header => api.POST('/api/v1/orders/{id}/deliver', { params: { path, header }, body: {} }), words.delivered)}>
              {words.deliver}
            </Button>
          )}
          {can.refund && <Button small kind="quiet" onClick={() => setOpen({ kind: 'refund' })}>{words.refund}</Button>}
          {can.cancel && <Button small kind="danger" onClick={() => setOpen({ kind: 'cancel' })}>{words.cancel}</Button>}
        </div>
      </div>
      {conflict !== null && (
        <Notice kind="warn" title={words.conflictTitle}>
          <p>{conflict}</p>
          <Button kind="quiet" small onClick={() => setConflict(null)}>{words.understood}</Button>
        </Notice>
      )}
      {can.waitsForMoney && <Notice>{words.waitsForMoney}</Notice>}
      {order.cancelReason && <Notice kind="warn" title={T.orderStatus.cancelled}>{reasonWords(order.cancelReason)}</Notice>}
      <div className="panels">
        <div className="stack">
          <OrderLines order={order} />
          <OrderShipments order={order} busy={busy} onDeliver={shipment => void atOnce(`deliver${shipment}`, header => api.POST('/api/v1/orders/{id}/deliver', { params: { path, header }, body: { shipment } }), words.delivered)} />
          <OrderReturns
            order={order}
            busy={busy}
            onApprove={number => void atOnce(`approve${number}`, header => api.POST('/api/v1/orders/{id}/returns/{number}/approve', { params: { path: { ...path, number: String(number) }, header } }), words.approved)}
            onOpen={setOpen}
          />
          <OrderNotes order={order} />
        </div>
        <div className="stack">
          <OrderFacts order={order} />
          <OrderCourse order={order} />
        </div>
      </div>
      {open?.kind === 'ship' && <ShipDialog {...{ order, act, onClose: close }} />}
      {open?.kind === 'refund' && <RefundDialog {...{ order, act, onClose: close }} />}
      {open?.kind === 'cancel' && (
        <ReasonDialog
          title={words.cancel}
          order={order}
          optional
          onClose={close}
          send={reason => act(header => api.POST('/api/v1/orders/{id}/cancel', { params: { path, header }, body: { reason: reason || undefined } }), words.cancelled)}
        >
          <p>{order.status === 'paid' ? words.cancelPaid : words.cancelUnpaid}</p>
        </ReasonDialog>
      )}
      {open?.kind === 'reject' && (
        <ReasonDialog
          title={words.reject}
          order={order}
          onClose={close}
          send={reason => act(header => api.POST('/api/v1/orders/{id}/returns/{number}/reject', { params: { path: { ...path, number: String(open.number) }, header }, body: { reason } }), words.rejected)}
        />
      )}
      {open?.kind === 'receive' && <ReceiveDialog {...{ order, act, onClose: close, number: open.number }} />}
    </div>
  );
}

/** Whether what a dialog asks for can still be done. */
function isPossible(dialog: OrderDialog, order: Schemas['OrderView']): boolean {
  if (dialog.kind === 'reject' || dialog.kind === 'receive')
    return order.returns.some(r => r.number === dialog.number && r.status === (dialog.kind === 'reject' ? 'requested' : 'approved'));
  return allowed(order)[dialog.kind];
}
