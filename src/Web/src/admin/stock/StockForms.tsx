import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answer, api, ifMatch, type Schemas } from '../../api/client';
import { useCommand } from '../../api/command';
import { isProblem } from '../../api/problem';
import { Button } from '../../design/Button';
import { Check, Field } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { toast } from '../../design/Toasts';
import { useForm } from '../../design/useForm';
import { number } from '../../format';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { stockKey } from './stockKey';

/** Pieces in one movement. */
const most = 10_000_000;

/** A whole number as it was typed; null where it is none. */
const whole = (text: string) => (/^[+-]?\d+$/.test(text.trim()) ? Number(text) : null);

/** Keeps what the store says of a stock now, and has its lists fetched anew. */
function useKeep() {
  const client = useQueryClient();
  return (stock: Schemas['StockView']) => {
    client.setQueryData(stockKey(stock.productId), stock);
    void client.invalidateQueries({ queryKey: ['products'] });
    void client.invalidateQueries({ queryKey: ['lowStock'] });
  };
}

/** Pieces came in. */
export function ReceiveForm({ id }: { id: string }) {
  const words = O.stock;
  const keep = useKeep();
  const command = useCommand();
  const [quantity, setQuantity] = useState('');
  const form = useForm(async () => {
    const pieces = whole(quantity);
    if (!form.refuse({ quantity: (pieces === null || pieces < 1 || pieces > most) && words.wrongQuantity })) return;
    keep(await command(header => api.POST('/api/v1/products/{id}/stock/receipts', { params: { path: { id }, header }, body: { quantity: pieces } })));
    setQuantity('');
    toast(words.received(number(pieces!)));
  });
  return (
    <form {...form.props} className="card stack-s" aria-labelledby="receive">
      <h2 id="receive" className="panel-head">{words.receive}</h2>
      {form.failure && <Notice kind="bad">{form.failure}</Notice>}
      <Field label={words.quantity} inputMode="numeric" value={quantity} onChange={e => setQuantity(e.target.value)} error={form.errors['quantity']} />
      <div><Button type="submit" small busy={form.busy}>{words.receive}</Button></div>
    </form>
  );
}

/** A count was wrong. */
export function AdjustForm({ id, available }: { id: string; available: number }) {
  const words = O.stock;
  const keep = useKeep();
  const command = useCommand();
  const [delta, setDelta] = useState('');
  const [reason, setReason] = useState('');
  const pieces = whole(delta);
  const form = useForm(async () => {
    const isWrong = pieces === null || pieces === 0 || Math.abs(pieces) > most;
    if (!form.refuse({ delta: isWrong ? words.wrongDelta : available + pieces < 0 && words.belowZero(number(available)), reason: !reason.trim() && T.common.required })) return;
    keep(await command(header => api.POST('/api/v1/products/{id}/stock/adjustments', { params: { path: { id }, header }, body: { delta: pieces, reason: reason.trim() } })));
    setDelta('');
    setReason('');
    toast(words.adjusted);
  });
  return (
    <form {...form.props} className="card stack-s" aria-labelledby="adjust">
      <h2 id="adjust" className="panel-head">{words.adjust}</h2>
      {form.failure && <Notice kind="bad">{form.failure}</Notice>}
      <Field
        label={words.delta}
        hint={pieces && available + pieces >= 0 ? words.deltaTo(number(available), number(available + pieces)) : words.deltaHint}
        value={delta}
        onChange={e => setDelta(e.target.value)}
        error={form.errors['delta']}
      />
      <Field label={words.reason} maxLength={500} value={reason} onChange={e => setReason(e.target.value)} error={form.errors['reason']} />
      <div><Button type="submit" small busy={form.busy}>{words.adjust}</Button></div>
    </form>
  );
}

/** How the stock is kept: when it counts as low, and whether more may be sold than is there. */
export function KeepForm({ stock }: { stock: Schemas['StockView'] }) {
  const words = O.stock;
  const keep = useKeep();
  const client = useQueryClient();
  const [threshold, setThreshold] = useState(String(stock.lowStockThreshold));
  const [backorder, setBackorder] = useState(stock.backorder);
  useEffect(() => {
    setThreshold(String(stock.lowStockThreshold));
    setBackorder(stock.backorder);
  }, [stock.lowStockThreshold, stock.backorder]);
  const form = useForm(async () => {
    const pieces = whole(threshold);
    if (!form.refuse({ lowStockThreshold: (pieces === null || pieces < 0 || pieces > most) && words.wrongThreshold })) return;
    // What an order moves is no conflict: only another change of these settings is, and then both are shown anew.
    try {
      keep(await save(stock, { lowStockThreshold: pieces, backorder }));
      toast(T.common.saved);
    } catch (error) {
      if (isProblem(error, 'versionMismatch')) void client.invalidateQueries({ queryKey: stockKey(stock.productId) });
      throw error;
    }
  });
  return (
    <form {...form.props} className="card stack-s" aria-labelledby="keep">
      <h2 id="keep" className="panel-head">{words.keep}</h2>
      {form.failure && <Notice kind="bad">{form.failure}</Notice>}
      <Field label={words.threshold} hint={words.thresholdHint} inputMode="numeric" value={threshold} onChange={e => setThreshold(e.target.value)} error={form.errors['lowStockThreshold']} />
      <Check checked={backorder} onChange={e => setBackorder(e.target.checked)} label={words.backorder} />
      <div><Button type="submit" small busy={form.busy}>{T.common.save}</Button></div>
    </form>
  );
}

/** Saves the settings; sales may have moved the stock meanwhile, so the version it is compared with is the newest one of the same settings. */
async function save(shown: Schemas['StockView'], body: Schemas['ConfigureStockRequest']): Promise<Schemas['StockView']> {
  const path = { id: shown.productId };
  for (let version = shown.version, tries = 0; ; tries++) {
    try {
      return await answer(api.PATCH('/api/v1/products/{id}/stock', { params: { path, header: ifMatch(version) }, body }));
    } catch (error) {
      if (tries === 3 || !isProblem(error, 'versionMismatch')) throw error;
      const now = await answer(api.GET('/api/v1/products/{id}/stock', { params: { path } }));
      if (now.lowStockThreshold !== shown.lowStockThreshold || now.backorder !== shown.backorder) throw error;
      version = now.version;
    }
  }
}
