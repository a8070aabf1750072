import { Check, Field } from '../../design/Field';
import { O } from '../../texts/office';
import { choose, eventGroups, everything } from './events';

/** Where a subscription tells, and what. */
export interface Subscription {
  readonly url: string;
  readonly description: string;
  readonly events: readonly string[];
}

interface Form {
  value: Subscription;
  onChange: (value: Subscription) => void;
  errors: Readonly<Record<string, readonly string[]>>;
}

/** What is wrong with it before the store is asked. */
export const checkSubscription = (value: Subscription) => ({
  url: !/^https?:\/\/\S+$/.test(value.url.trim()) && O.webhooks.badUrl,
  events: value.events.length === 0 && O.webhooks.noEvents,
});

/** The fields of a subscription. */
export function WebhookFields({ value, onChange, errors }: Form) {
  const t = O.webhooks;
  const wrongEvents = Object.entries(errors).find(([name]) => name.startsWith('events'))?.[1][0];
  return (
    <>
      <Field label={t.url} type="url" hint={t.urlHint} maxLength={2000} value={value.url} onChange={e => onChange({ ...value, url: e.target.value })} error={errors['url']} spellCheck={false} />
      <Field label={t.description} optional maxLength={200} value={value.description} onChange={e => onChange({ ...value, description: e.target.value })} error={errors['description']} />
      <div className="stack-s">
        <Check label={t.everything} checked={value.events.includes(everything)} onChange={e => onChange({ ...value, events: choose(value.events, everything, e.target.checked) })} aria-invalid={wrongEvents ? true : undefined} />
        {wrongEvents && <span className="field-error">{wrongEvents}</span>}
        {Object.entries(eventGroups).map(([group, names]) => (
          <fieldset key={group} className="list-choices">
            <legend>{t.groups[group as keyof typeof eventGroups]}</legend>
            {names.map(name => (
              <Check key={name} label={<span className="mono">{name}</span>} checked={value.events.includes(name)} onChange={e => onChange({ ...value, events: choose(value.events, name, e.target.checked) })} />
            ))}
          </fieldset>
        ))}
      </div>
    </>
  );
}
