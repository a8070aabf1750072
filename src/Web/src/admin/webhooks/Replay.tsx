import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { isProblem, Problem } from '../../api/problem';
import { Button } from '../../design/Button';
import { Check, Field } from '../../design/Field';
import { Dialog } from '../../design/Dialog';
import { Notice } from '../../design/Notice';
import { toast } from '../../design/Toasts';
import { useForm } from '../../design/useForm';
import { T } from '../../texts';
import { O } from '../../texts/office';

/** Has everything from a position told again, after it was asked whether the receiver can take that. */
export function Replay({ id, from, onClose }: { id: string; from: number; onClose: () => void }) {
  const t = O.webhooks.replay;
  const queries = useQueryClient();
  const [position, setPosition] = useState(from > 0 ? String(from) : '');
  const [known, setKnown] = useState(false);
  const form = useForm(async () => {
    const fromPosition = Number(position);
    if (!form.refuse({ fromPosition: !(Number.isSafeInteger(fromPosition) && fromPosition >= 1) && t.badPosition, known: !known && t.confirmFirst })) return;
    try {
      await answer(api.POST('/api/v1/webhooks/{id}/replay', { params: { path: { id } }, body: { fromPosition } }));
    } catch (error) {
      throw isProblem(error, 'noSuchPosition') ? new Problem(error.status, { ...error.body, errors: { fromPosition: [T.problems['noSuchPosition']] } }) : error;
    }

    toast(t.begun);
    void queries.invalidateQueries({ queryKey: ['webhook', id] });
    onClose();
  });
  return (
    <Dialog title={t.title} onClose={onClose}>
      <form {...form.props} className="stack">
        <p>{t.text}</p>
        {form.failure && <Notice kind="bad">{form.errors['known']?.[0] ?? form.failure}</Notice>}
        <Field label={t.from} inputMode="numeric" hint={t.hint} value={position} onChange={e => setPosition(e.target.value)} error={form.errors['fromPosition']} />
        <Check label={t.known} checked={known} onChange={e => setKnown(e.target.checked)} aria-invalid={form.errors['known'] ? true : undefined} />
        <div className="row">
          <Button type="submit" busy={form.busy}>{t.action}</Button>
          <Button kind="quiet" onClick={onClose}>{T.common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
