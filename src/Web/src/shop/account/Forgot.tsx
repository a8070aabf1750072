import { useState } from 'react';
import { Link } from 'wouter';
import { answer, api } from '../../api/client';
import { useStorefront } from '../../api/storefront';
import { Button } from '../../design/Button';
import { Field } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { Title } from '../../design/Title';
import { useForm } from '../../design/useForm';
import { T } from '../../texts';
import { isEmail } from '../email';
import { routes } from '../routes';

/** Has a link sent that sets a new password. Nobody is told whether there is an account. */
export function Forgot() {
  const storefront = useStorefront();
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState(false);
  const form = useForm(async () => {
    if (!form.refuse({ email: !email.trim() ? T.common.required : !isEmail(email) && T.checkout.emailWrong })) return;
    await answer(api.POST('/api/v1/auth/password-reset', { body: { email: email.trim() } }));
    setSent(true);
  });
  return (
    <div className="wrap-narrow stack-l">
      <Title>{T.account.forgotPage}</Title>
      {storefront.data?.sendsMail === false ? (
        <Notice kind="warn">{T.account.noMail}</Notice>
      ) : sent ? (
        <Notice kind="good" title={T.account.forgotSent(email.trim())}>
          <p>{T.account.forgotSentHint}</p>
        </Notice>
      ) : (
        <form {...form.props} className="card stack">
          {form.failure && <Notice kind="bad">{form.failure}</Notice>}
          <p>{T.account.forgotHint}</p>
          <Field label={T.login.email} type="email" autoComplete="username" value={email} onChange={e => setEmail(e.target.value)} error={form.errors['email']} />
          <Button type="submit" busy={form.busy}>{T.account.askLink}</Button>
        </form>
      )}
      <p><Link href={routes.login}>{T.nav.login}</Link></p>
    </div>
  );
}
