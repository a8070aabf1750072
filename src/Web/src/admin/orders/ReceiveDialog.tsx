import { useState } from 'react';
import { api, type Schemas } from '../../api/client';
import { Check, Field } from '../../design/Field';
import { useForm } from '../../design/useForm';
import { money, parseAmount } from '../../format';
import { O } from '../../texts/office';
import { ActionDialog } from './ActionDialog';
import { chosen, named, refundable } from './allowed';
import { PiecesFields } from './PiecesFields';
import type { Act } from './useOrderActions';

/** The pieces of a return are back: which of them can be sold again, and what the buyer gets for them. */
export function ReceiveDialog({ order, number, act, onClose }: { order: Schemas['OrderView']; number: number; act: Act; onClose: () => void }) {
  const words = O.orders;
  const currency = order.total.currency;
  const most = refundable(order);
  const pieces = named(order, order.returns.find(r => r.number === number)?.items ?? []);
  const [counts, setCounts] = useState<Record<string, number>>({});
  const [isShare, setIsShare] = useState(true);
  const [amount, setAmount] = useState('');
  const form = useForm(async () => {
    const minor = isShare ? null : parseAmount(amount, currency);
    const isPossible = isShare || (minor !== null && minor >= 0 && minor <= most);
    if (!form.refuse({ refund: !isPossible && words.wrongRefund(money({ amount: most, currency })) })) return;
    const body = { restock: chosen(pieces, counts), refund: minor === null ? undefined : { amount: minor, currency } };
    await act(header => api.POST('/api/v1/orders/{id}/returns/{number}/receive', { params: { path: { id: order.id, number: String(number) }, header }, body }), words.received);
  });
  return (
    <ActionDialog title={words.receive} submit={words.receive} {...{ order, form, onClose }}>
      <PiecesFields legend={words.restock} pieces={pieces} counts={counts} onCounts={setCounts} error={form.errors['restock']} />
      <fieldset className="stack-s">
        <legend className="label">{words.moneyBack}</legend>
        <Check type="radio" name="refund" checked={isShare} onChange={() => setIsShare(true)} label={words.share} />
        <Check type="radio" name="refund" checked={!isShare} onChange={() => setIsShare(false)} label={words.otherAmount} />
        {!isShare && (
          <Field
            label={words.amount(currency)}
            inputMode="decimal"
            hint={words.refundable(money({ amount: most, currency }))}
            value={amount}
            onChange={e => setAmount(e.target.value)}
            error={form.errors['refund'] ?? form.errors['refund.amount']}
          />
        )}
      </fieldset>
    </ActionDialog>
  );
}
