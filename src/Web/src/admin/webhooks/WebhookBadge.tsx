import type { Schemas } from '../../api/client';
import { Badge } from '../../design/Badge';
import { O } from '../../texts/office';

/** Whether a subscription is told anything. */
export function WebhookBadge({ webhook }: { webhook: Schemas['WebhookView'] }) {
  const t = O.webhooks;
  if (webhook.disabledSince) return <Badge tone="bad">{t.disabled}</Badge>;
  return webhook.active ? <Badge tone="good">{t.active}</Badge> : <Badge>{t.paused}</Badge>;
}
