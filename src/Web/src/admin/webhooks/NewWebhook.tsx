import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { answer, api, type Schemas } from '../../api/client';
import { Button } from '../../design/Button';
import { Copyable } from '../../design/Copyable';
import { Dialog } from '../../design/Dialog';
import { Notice } from '../../design/Notice';
import { useForm } from '../../design/useForm';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { checkSubscription, WebhookFields, type Subscription } from './WebhookFields';

/** Subscribes an address, and shows its secret this once. */
export function NewWebhook({ onClose }: { onClose: () => void }) {
  const t = O.webhooks;
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [value, setValue] = useState<Subscription>({ url: '', description: '', events: [] });
  const [made, setMade] = useState<Schemas['NewWebhookAnswer'] | null>(null);
  const form = useForm(async () => {
    if (!form.refuse(checkSubscription(value))) return;
    setMade(await answer(api.POST('/api/v1/webhooks', { body: { url: value.url.trim(), events: [...value.events], description: value.description.trim() || undefined } })));
    void queries.invalidateQueries({ queryKey: ['webhooks'] });
  });
  if (made !== null)
    return (
      <Dialog title={t.made} onClose={onClose} wide>
        <Notice kind="warn">{t.secretOnce}</Notice>
        <Copyable label={t.secret} text={made.secret} />
        <p className="soft">{t.secretUse}</p>
        <div className="row"><Button onClick={() => navigate(`/webhooks/${made.id}`)}>{t.secretKept}</Button></div>
      </Dialog>
    );
  return (
    <Dialog title={t.create} onClose={onClose} wide>
      <form {...form.props} className="stack">
        {form.failure && <Notice kind="bad">{form.failure}</Notice>}
        <WebhookFields value={value} onChange={setValue} errors={form.errors} />
        <div className="row">
          <Button type="submit" busy={form.busy}>{t.add}</Button>
          <Button kind="quiet" onClick={onClose}>{T.common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
