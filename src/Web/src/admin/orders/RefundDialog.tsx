import { useState } from 'react';
import { api, type Schemas } from '../../api/client';
import { Field } from '../../design/Field';
import { useForm } from '../../design/useForm';
import { amountText, money, parseAmount } from '../../format';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { ActionDialog } from './ActionDialog';
import { refundable } from './allowed';
import type { Act } from './useOrderActions';

/** Gives money back, all that is left of it or some. */
export function RefundDialog({ order, act, onClose }: { order: Schemas['OrderView']; act: Act; onClose: () => void }) {
  const words = O.orders;
  const currency = order.total.currency;
  const most = refundable(order);
  const [amount, setAmount] = useState(amountText(most, currency));
  const [reason, setReason] = useState('');
  const form = useForm(async () => {
    const minor = parseAmount(amount, currency);
    const isPossible = minor !== null && minor > 0 && minor <= most;
    if (!form.refuse({ amount: !isPossible && words.wrongRefund(money({ amount: most, currency })), reason: !reason.trim() && T.common.required })) return;
    await act(header => api.POST('/api/v1/orders/{id}/refunds', { params: { path: { id: order.id }, header }, body: { amount: { amount: minor, currency }, reason: reason.trim() } }), words.refunded);
  });
  return (
    <ActionDialog title={words.refund} submit={words.refund} {...{ order, form, onClose }}>
      <Field
        label={words.amount(currency)}
        inputMode="decimal"
        hint={words.refundable(money({ amount: most, currency }))}
        value={amount}
        onChange={e => setAmount(e.target.value)}
        error={form.errors['amount'] ?? form.errors['amount.amount']}
      />
      <Field label={words.reason} value={reason} maxLength={500} onChange={e => setReason(e.target.value)} error={form.errors['reason']} />
      {order.status === 'paid' && <p className="small soft">{words.refundKeepsOrder}</p>}
    </ActionDialog>
  );
}
