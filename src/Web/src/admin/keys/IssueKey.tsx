import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '../../api/client';
import { Button } from '../../design/Button';
import { Copyable } from '../../design/Copyable';
import { Dialog } from '../../design/Dialog';
import { Check, Field } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { useForm } from '../../design/useForm';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { fromLocalInput, toLocalInput } from '../parts/localTime';
import { scopes } from './scopes';

const yearAhead = () => {
  const time = new Date();
  time.setFullYear(time.getFullYear() + 1);
  return toLocalInput(time.toISOString());
};

/** Issues a key, and shows it this once. */
export function IssueKey({ onClose }: { onClose: () => void }) {
  const t = O.keys;
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [expires, setExpires] = useState(yearAhead);
  const [made, setMade] = useState<Schemas['NewApiKeyAnswer'] | null>(null);
  const form = useForm(async () => {
    const expiresAt = fromLocalInput(expires);
    const isPast = expiresAt !== undefined && Date.parse(expiresAt) <= Date.now();
    if (!form.refuse({ name: name.trim() === '' && T.common.required, scopes: chosen.length === 0 && t.noScopes, expiresAt: isPast && t.past })) return;
    setMade(await answer(api.POST('/api/v1/admin/api-keys', { body: { name: name.trim(), scopes: [...chosen], expiresAt } })));
    void queries.invalidateQueries({ queryKey: ['api-keys'] });
  });
  if (made !== null)
    return (
      <Dialog title={t.made} onClose={onClose} wide>
        <Notice kind="warn">{t.once}</Notice>
        <Copyable label={made.name} text={made.key} />
        <p className="soft">{t.use}</p>
        <div className="row"><Button onClick={onClose}>{t.kept}</Button></div>
      </Dialog>
    );
  const wrongScopes = form.errors['scopes']?.[0];
  return (
    <Dialog title={t.issue} onClose={onClose} wide>
      <form {...form.props} className="stack">
        {form.failure && <Notice kind="bad">{form.failure}</Notice>}
        <Field label={t.name} hint={t.nameHint} maxLength={100} value={name} onChange={e => setName(e.target.value)} error={form.errors['name']} />
        <fieldset className="stack-s">
          <legend className="list-legend">{t.opens}</legend>
          {wrongScopes && <span className="field-error">{wrongScopes}</span>}
          {scopes.map(scope => (
            <Check
              key={scope}
              label={<><span className="mono">{scope}</span> <span className="soft small">{t.scopes[scope]}</span></>}
              checked={chosen.includes(scope)}
              aria-invalid={wrongScopes ? true : undefined}
              onChange={e => setChosen(e.target.checked ? [...chosen, scope] : chosen.filter(s => s !== scope))}
            />
          ))}
        </fieldset>
        <Field label={t.expires} type="datetime-local" optional hint={t.expiresHint} value={expires} onChange={e => setExpires(e.target.value)} error={form.errors['expiresAt']} />
        <div className="row">
          <Button type="submit" busy={form.busy}>{t.issue}</Button>
          <Button kind="quiet" onClick={onClose}>{T.common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
