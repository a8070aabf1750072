import { useState } from 'react';
import { api, type Schemas } from '../../api/client';
import { useCommand } from '../../api/command';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { TextField } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { toast } from '../../design/Toasts';
import { useForm } from '../../design/useForm';
import { dateTime, money } from '../../format';
import { T } from '../../texts';
import { reasonWords } from '../../texts/reason';
import { QuantityField } from '../cart/QuantityField';
import { orderHeaders } from './orderAccess';
import { returnable } from './pieces';
import { useOrderWork } from './useOrderWork';

/** What was sent back, what was given back for it, and the way to send more back. */
export function Returns({ order }: { order: Schemas['OrderView'] }) {
  const [asking, setAsking] = useState(false);
  const can = returnable(order);
  if (order.returns.length === 0 && order.refunds.length === 0 && can.size === 0) return null;
  const nameOf = (id: string) => order.items.find(i => i.productId === id)?.name ?? '';
  return (
    <section className="stack" aria-labelledby="order-returns">
      <div className="row-between">
        <h2 id="order-returns">{T.orders.returns}</h2>
        {can.size > 0 && <Button kind="quiet" onClick={() => setAsking(true)}>{T.orders.sendBack}</Button>}
      </div>
      {order.returns.length === 0 && order.refunds.length === 0 && <p className="soft">{T.orders.noReturns}</p>}
      {order.returns.map(sent => (
        <article key={sent.number} className="card stack-s">
          <div className="row-between">
            <h3 className="order-side-title">{T.orders.returnNumber(sent.number)}</h3>
            <Badge tone={sent.status === 'rejected' ? 'bad' : sent.status === 'received' ? 'good' : 'accent'}>{T.orders.returnStatus[sent.status]}</Badge>
          </div>
          <ul className="plain-list small">
            {sent.items.map(piece => (
              <li key={piece.productId}>
                {piece.quantity} × {nameOf(piece.productId)}
              </li>
            ))}
          </ul>
          <p className="small soft">{T.orders.reasonGiven(sent.reason)}</p>
          {sent.rejection && <p className="small">{T.orders.rejectedBecause(sent.rejection)}</p>}
          {sent.refund && <p className="small">{T.orders.refundOf(money(sent.refund))}</p>}
          <p className="small soft">{dateTime(sent.updatedAt)}</p>
        </article>
      ))}
      {order.refunds.length > 0 && (
        <div className="card stack-s">
          <h3 className="order-side-title">{T.orders.refunds}</h3>
          <ul className="plain-list stack-s">
            {order.refunds.map(refund => (
              <li key={refund.number} className="checkout-line">
                <span>
                  {refund.reason ? reasonWords(refund.reason) : T.orders.refund} <span className="small soft">{dateTime(refund.at)}</span>
                </span>
                <strong className="numbers">{money(refund.amount)}</strong>
              </li>
            ))}
          </ul>
        </div>
      )}
      {asking && <ReturnDialog order={order} can={can} onClose={() => setAsking(false)} />}
    </section>
  );
}

/** Asks which pieces go back, and why. */
function ReturnDialog({ order, can, onClose }: { order: Schemas['OrderView']; can: ReadonlyMap<string, number>; onClose: () => void }) {
  const work = useOrderWork(order.id);
  const [quantities, setQuantities] = useState<ReadonlyMap<string, number>>(new Map());
  const [reason, setReason] = useState('');
  const send = useCommand();
  const lines = [...quantities].filter(([, quantity]) => quantity > 0).map(([productId, quantity]) => ({ productId, quantity }));
  const form = useForm(async () => {
    if (!form.refuse({ lines: lines.length === 0 && T.orders.chooseLines, reason: !reason.trim() && T.common.required })) return;
    await work.run(() =>
      send(key => api.POST('/api/v1/orders/{id}/returns', { params: { path: { id: order.id }, header: { ...orderHeaders(order.id), ...key } }, body: { lines, reason: reason.trim() } })),
    );
    toast(T.orders.returnAsked);
    onClose();
  });
  const wrong = form.errors['lines']?.[0];
  return (
    <Dialog title={T.orders.sendBackTitle} onClose={onClose}>
      <form {...form.props} className="stack">
        {form.failure && <Notice kind="bad">{wrong ?? form.failure}</Notice>}
        <p className="soft">{T.orders.sendBackHint}</p>
        <ul className="plain-list stack">
          {order.items
            .filter(line => can.has(line.productId))
            .map(line => (
              <li key={line.productId} className="row-between">
                <span>
                  {line.name} <span className="small soft">{T.orders.upTo(can.get(line.productId)!)}</span>
                </span>
                <QuantityField name={line.name} value={quantities.get(line.productId) ?? 0} min={0} max={can.get(line.productId)!} pause={0} onChange={quantity => setQuantities(known => new Map(known).set(line.productId, quantity))} />
              </li>
            ))}
        </ul>
        <TextField label={T.orders.returnReason} maxLength={500} value={reason} onChange={e => setReason(e.target.value)} error={form.errors['reason']} />
        <div className="row">
          <Button type="submit" busy={form.busy}>{T.orders.askReturn}</Button>
          <Button kind="quiet" onClick={onClose}>{T.common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
