import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { answer, api, ifMatch, type Schemas } from '../../api/client';
import { isProblem } from '../../api/problem';
import { Button } from '../../design/Button';
import { Confirm } from '../../design/Confirm';
import { Notice } from '../../design/Notice';
import { Query } from '../../design/Query';
import { Title } from '../../design/Title';
import { toast, toastProblem } from '../../design/Toasts';
import { useDraft } from '../../design/useDraft';
import { useForm } from '../../design/useForm';
import { dateTime, number } from '../../format';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { Deliveries } from './Deliveries';
import { Replay } from './Replay';
import { WebhookBadge } from './WebhookBadge';
import { checkSubscription, WebhookFields, type Subscription } from './WebhookFields';
import { whyNot } from './whyNot';
import '../parts/parts.css';

type Webhook = Schemas['WebhookView'];

const keyOf = (id: string) => ['webhook', id] as const;

const fetchWebhook = (id: string) => answer(api.GET('/api/v1/webhooks/{id}', { params: { path: { id } } }));

/** One subscription: what it is told, and how that goes. */
export default function WebhookPage({ id }: { id: string }) {
  const webhook = useQuery({ queryKey: keyOf(id), queryFn: () => fetchWebhook(id) });
  return <Query of={webhook}>{w => <Webhook webhook={w} />}</Query>;
}

function Webhook({ webhook }: { webhook: Webhook }) {
  const t = O.webhooks;
  const [replayFrom, setReplayFrom] = useState<number | null>(null);
  return (
    <div className="stack-l">
      <div className="stack-s">
        <p className="small"><Link href="/webhooks">← {t.title}</Link></p>
        <div className="row">
          <Title>{webhook.description || webhook.url}</Title>
          <WebhookBadge webhook={webhook} />
        </div>
        {webhook.description && <p className="mono soft">{webhook.url}</p>}
      </div>
      {webhook.disabledSince && <Notice kind="bad" title={t.disabled}>{t.disabledHint(dateTime(webhook.disabledSince))}</Notice>}
      <Actions webhook={webhook} onReplay={() => setReplayFrom(0)} />
      <Deliveries id={webhook.id} onReplay={setReplayFrom} />
      <section className="card stack" aria-labelledby="webhook-what">
        <h2 id="webhook-what">{t.subscription}</h2>
        <Edit webhook={webhook} />
      </section>
      {replayFrom !== null && <Replay id={webhook.id} from={replayFrom} onClose={() => setReplayFrom(null)} />}
    </div>
  );
}

function Actions({ webhook, onReplay }: { webhook: Webhook; onReplay: () => void }) {
  const t = O.webhooks;
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [deleting, setDeleting] = useState(false);
  const [busy, setBusy] = useState<'ping' | 'pause' | null>(null);
  const path = { id: webhook.id };

  async function run(name: 'ping' | 'pause', work: () => Promise<void>) {
    setBusy(name);
    try {
      await work();
    } catch (error) {
      toastProblem(error);
    } finally {
      setBusy(null);
      void queries.invalidateQueries({ queryKey: keyOf(webhook.id) });
    }
  }

  const ping = () =>
    run('ping', async () => {
      const sent = await answer(api.POST('/api/v1/webhooks/{id}/ping', { params: { path } }));
      if (sent.delivered) toast(t.pinged(number(sent.milliseconds)));
      else toast(t.pingFailed(sent.status ? String(sent.status) : (sent.error ? whyNot(sent.error) : '')), 'bad');
    });

  const pause = () =>
    run('pause', async () => {
      const changed = await answer(api.PATCH('/api/v1/webhooks/{id}', { params: { path, header: ifMatch(webhook.version) }, body: { active: !webhook.active } }));
      queries.setQueryData(keyOf(webhook.id), changed);
      toast(changed.active ? t.resumed : t.pausedNow);
    });

  async function remove() {
    await answer(api.DELETE('/api/v1/webhooks/{id}', { params: { path } }));
    toast(t.deleted);
    void queries.invalidateQueries({ queryKey: ['webhooks'] });
    navigate('/webhooks', { replace: true });
  }

  return (
    <div className="row">
      <Button kind="quiet" busy={busy === 'ping'} onClick={() => void ping()}>{t.ping}</Button>
      <Button kind="quiet" busy={busy === 'pause'} onClick={() => void pause()}>{webhook.active ? t.pause : t.resume}</Button>
      <Button kind="quiet" onClick={onReplay}>{t.replay.action}</Button>
      <Button kind="danger" onClick={() => setDeleting(true)}>{t.delete}</Button>
      {deleting && (
        <Confirm title={t.deleteSure} action={t.delete} onConfirm={remove} onClose={() => setDeleting(false)}>
          <p>{t.deleteText}</p>
        </Confirm>
      )}
    </div>
  );
}

const subscriptionOf = ({ url, description, events }: Webhook): Subscription => ({ url, description: description ?? '', events });

function Edit({ webhook }: { webhook: Webhook }) {
  const t = O.webhooks;
  const queries = useQueryClient();
  const { base, draft, changes, isChanged, begin, rebase, change } = useDraft(webhook, subscriptionOf);
  const [stale, setStale] = useState(false);
  const form = useForm(async () => {
    setStale(false);
    if (!form.refuse(checkSubscription(draft))) return;
    try {
      const body = { url: changes.url?.trim(), events: changes.events && [...changes.events], description: changes.description?.trim() };
      const changed = await answer(api.PATCH('/api/v1/webhooks/{id}', { params: { path: { id: base.id }, header: ifMatch(base.version) }, body }));
      queries.setQueryData(keyOf(base.id), changed);
      void queries.invalidateQueries({ queryKey: ['webhooks'] });
      begin(changed);
      toast(T.common.saved);
    } catch (error) {
      if (!isProblem(error) || error.status !== 412) throw error;
      // What is typed stays; with the newest version beneath it, it can be sent again.
      const theirs = await fetchWebhook(base.id);
      queries.setQueryData(keyOf(base.id), theirs);
      rebase(theirs);
      setStale(true);
    }
  });
  return (
    <form {...form.props} className="stack">
      {form.failure && <Notice kind="bad">{form.failure}</Notice>}
      {stale && (
        <Notice kind="warn" title={T.problems['versionMismatch']}>
          {t.stale(`${base.url}; ${base.events.join(', ')}`)}
        </Notice>
      )}
      <WebhookFields value={draft} onChange={change} errors={form.errors} />
      <div className="row"><Button type="submit" busy={form.busy} disabled={!isChanged}>{T.common.save}</Button></div>
    </form>
  );
}
