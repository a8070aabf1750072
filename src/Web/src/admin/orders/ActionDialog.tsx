import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { OrderBadge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { Notice } from '../../design/Notice';
import type { useForm } from '../../design/useForm';
import { T } from '../../texts';
import { O } from '../../texts/office';

interface Shown {
  title: string;
  submit: string;
  danger?: boolean;
  order: Schemas['OrderView'];
  form: ReturnType<typeof useForm>;
  onClose: () => void;
  children: ReactNode;
}

/** Asks what a command about an order needs; the order's state stands above it, as it is just now. */
export function ActionDialog({ title, submit, danger, order, form, onClose, children }: Shown) {
  return (
    <Dialog title={title} onClose={onClose}>
      <form {...form.props} className="stack">
        <p className="row small soft">
          <span>{O.orders.order(order.number)}</span>
          <OrderBadge status={order.status} />
        </p>
        {form.failure && <Notice kind="bad">{form.failure}</Notice>}
        {children}
        <div className="row">
          <Button type="submit" kind={danger ? 'danger' : 'main'} busy={form.busy}>{submit}</Button>
          <Button kind="quiet" onClick={onClose}>{T.common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
