import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../design/Button';
import { Field } from '../../design/Field';
import { useForm } from '../../design/useForm';
import { amountText, parseAmount } from '../../format';
import { T } from '../../texts';
import { changed, searchAddress, type SearchState } from './searchState';

/** A price range as one types it; an end that is empty is open. */
export function PriceForm({ state, currency }: { state: SearchState; currency: string }) {
  const [, navigate] = useLocation();
  const text = (amount: number | undefined) => (amount === undefined ? '' : amountText(amount, currency));
  const [from, setFrom] = useState(text(state.minPrice));
  const [to, setTo] = useState(text(state.maxPrice));
  const form = useForm(async () => {
    const [min, max] = [from, to].map(typed => (typed.trim() === '' ? undefined : parseAmount(typed, currency))) as [number | null | undefined, number | null | undefined];
    const isWrong = (amount: number | null | undefined) => amount === null || (amount !== undefined && amount < 0);
    const wrong = {
      from: isWrong(min) && T.catalog.noAmount,
      to: isWrong(max) ? T.catalog.noAmount : min != null && max != null && max < min && T.catalog.fromAboveTo,
    };
    if (form.refuse(wrong)) navigate(searchAddress(changed(state, { minPrice: min || undefined, maxPrice: max ?? undefined })));
  });
  return (
    <form {...form.props} className="search-prices">
      <Field label={T.catalog.from} inputMode="decimal" autoComplete="off" value={from} onChange={e => setFrom(e.target.value)} error={form.errors['from']} />
      <Field label={T.catalog.to} inputMode="decimal" autoComplete="off" value={to} onChange={e => setTo(e.target.value)} error={form.errors['to']} />
      <Button type="submit" kind="quiet">{T.catalog.apply}</Button>
    </form>
  );
}
