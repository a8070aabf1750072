import { useState } from 'react';
import { Link, useSearch } from 'wouter';
import { api } from '../../api/client';
import { useCommand } from '../../api/command';
import { login } from '../../api/login';
import { isProblem } from '../../api/problem';
import { useSession } from '../../api/session';
import { Button, ButtonLink } from '../../design/Button';
import { Field } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { Title } from '../../design/Title';
import { useForm } from '../../design/useForm';
import { T } from '../../texts';
import { isEmail } from '../email';
import { routes } from '../routes';
import { Entering } from './Entering';
import { nextOf, withNext } from './next';
import { passwordProblem } from './password';

/** Opens an account and logs in to it. */
export default function RegisterPage() {
  const session = useSession();
  const search = useSearch();
  const command = useCommand();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [verify, setVerify] = useState(false);
  const form = useForm(async () => {
    const missing = {
      name: !name.trim() && T.common.required,
      email: !email.trim() ? T.common.required : !isEmail(email) && T.checkout.emailWrong,
      password: passwordProblem(password),
    };
    if (!form.refuse(missing)) return;
    await command(header => api.POST('/api/v1/customers', { params: { header }, body: { name: name.trim(), email: email.trim(), password } }));
    try {
      await login(email.trim(), password);
    } catch (error) {
      // The address has to be verified first, or had an account: its owner is told by e-mail, and here both look the same.
      if (!isProblem(error, 'invalidCredentials')) throw error;
      setVerify(true);
    }
  });

  return (
    <div className="wrap-narrow stack-l">
      <Title>{T.account.registerTitle}</Title>
      {session !== null ? (
        <Entering next={nextOf(search)} />
      ) : verify ? (
        <Notice kind="good" title={T.account.verifyTitle}>
          <p>{T.account.verifySent(email.trim())}</p>
          <div className="row account-acts">
            <ButtonLink href={withNext(routes.login, search)} kind="quiet">{T.nav.login}</ButtonLink>
          </div>
        </Notice>
      ) : (
        <>
          <form {...form.props} className="card stack">
            {form.failure && <Notice kind="bad">{form.failure}</Notice>}
            <Field label={T.account.name} autoComplete="name" maxLength={200} value={name} onChange={e => setName(e.target.value)} error={form.errors['name']} />
            <Field label={T.login.email} type="email" autoComplete="username" maxLength={254} value={email} onChange={e => setEmail(e.target.value)} error={form.errors['email']} />
            <Field label={T.login.password} type="password" autoComplete="new-password" maxLength={200} hint={T.account.passwordHint} value={password} onChange={e => setPassword(e.target.value)} error={form.errors['password']} />
            <Button type="submit" busy={form.busy}>{T.account.register}</Button>
          </form>
          <p>
            {T.checkout.haveAccount} <Link href={withNext(routes.login, search)}>{T.nav.login}</Link>
          </p>
        </>
      )}
    </div>
  );
}
