import type { Schemas } from '../../api/client';
import { Button } from '../../design/Button';
import { Field } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { toast } from '../../design/Toasts';
import { useForm } from '../../design/useForm';
import { date } from '../../format';
import { T } from '../../texts';
import { useMyDraft } from './useChangeMe';

const profileOf = ({ name, phone }: Schemas['CustomerView']) => ({ name, phone: phone ?? '' });

/** Name and phone number. The e-mail address is the account's for good. */
export function Profile({ me }: { me: Schemas['CustomerView'] }) {
  const { draft: { name, phone }, change, save } = useMyDraft(me, profileOf);
  const form = useForm(async () => {
    // The store keeps a number until another one comes.
    if (!form.refuse({ name: !name.trim() && T.common.required, phone: Boolean(me.phone) && !phone.trim() && T.account.phoneStays })) return;
    await save({ name: name.trim(), ...(phone.trim() ? { phone: phone.trim() } : {}) });
    toast(T.common.saved);
  });
  return (
    <form {...form.props} className="card stack account-form">
      {form.failure && <Notice kind="bad">{form.failure}</Notice>}
      <Field label={T.account.name} autoComplete="name" maxLength={200} value={name} onChange={e => change({ name: e.target.value })} error={form.errors['name']} />
      <Field label={T.login.email} type="email" value={me.email} readOnly hint={T.account.emailStays} />
      <Field label={T.account.phone} optional type="tel" autoComplete="tel" maxLength={200} value={phone} onChange={e => change({ phone: e.target.value })} error={form.errors['phone']} />
      <p className="small soft">{T.account.since(date(me.createdAt))}</p>
      <div className="row">
        <Button type="submit" busy={form.busy}>{T.common.save}</Button>
      </div>
    </form>
  );
}
