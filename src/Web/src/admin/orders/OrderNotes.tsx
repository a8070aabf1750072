import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client';
import { useCommand } from '../../api/command';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { Check, TextField } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { useForm } from '../../design/useForm';
import { dateTime } from '../../format';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { Actor } from '../parts/Actor';
import { orderKey } from './useOrder';

/** What was written down about an order, and room for more. Notes disturb nobody, so they need no certain version. */
export function OrderNotes({ order }: { order: Schemas['OrderView'] }) {
  const words = O.orders;
  const client = useQueryClient();
  const command = useCommand();
  const [text, setText] = useState('');
  const [internal, setInternal] = useState(true);
  const form = useForm(async () => {
    if (!form.refuse({ text: !text.trim() && T.common.required })) return;
    const next = await command(header => api.POST('/api/v1/orders/{id}/notes', { params: { path: { id: order.id }, header }, body: { text: text.trim(), internal } }));
    client.setQueryData(orderKey(order.id), next);
    setText('');
  });
  return (
    <section className="stack-s" aria-labelledby="notes">
      <h2 id="notes" className="panel-head">{words.notes}</h2>
      {order.notes.length > 0 && (
        <ul className="plain-list card stack-s">
          {order.notes.map((note, i) => (
            <li key={i} className="order-note">
              <p className="order-note-text">{note.text}</p>
              <p className="row small soft">
                <span><Actor actor={note.actor} /> · {dateTime(note.at)}</span>
                <Badge tone={note.isInternal ? 'plain' : 'accent'}>{note.isInternal ? words.internal : words.visible}</Badge>
              </p>
            </li>
          ))}
        </ul>
      )}
      <form {...form.props} className="card stack-s">
        {form.failure && <Notice kind="bad">{form.failure}</Notice>}
        <TextField label={words.newNote} rows={3} maxLength={4000} value={text} onChange={e => setText(e.target.value)} error={form.errors['text']} />
        <div className="row-between">
          <Check checked={internal} onChange={e => setInternal(e.target.checked)} label={words.internalOnly} />
          <Button type="submit" small kind="quiet" busy={form.busy}>{words.addNote}</Button>
        </div>
      </form>
    </section>
  );
}
