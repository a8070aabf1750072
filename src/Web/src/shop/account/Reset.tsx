import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { answer, api } from '../../api/client';
import { isProblem } from '../../api/problem';
import { Button, ButtonLink } from '../../design/Button';
import { Field } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { Title } from '../../design/Title';
import { useForm } from '../../design/useForm';
import { T } from '../../texts';
import { routes } from '../routes';
import { takeTokenOfLink } from '../tokenInLink';
import { leave } from './logout';
import { passwordProblem } from './password';
import './account.css';

/** Where the e-mail leads that lets somebody set a new password. */
export function Reset() {
  const [link, setLink] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [password, setPassword] = useState('');
  const [done, setDone] = useState(false);
  const [stale, setStale] = useState(false);
  useEffect(() => {
    const token = takeTokenOfLink();
    if (token !== null) setLink(token);
  }, []);
  const form = useForm(async () => {
    const token = link ?? typed.trim();
    if (!form.refuse({ token: !token && T.common.required, password: passwordProblem(password) })) return;
    setStale(false);
    try {
      await answer(api.POST('/api/v1/auth/password-reset/confirm', { body: { token, password } }));
    } catch (error) {
      setStale(isProblem(error, 'invalidToken'));
      throw error;
    }

    // All sessions have ended, this browser's too.
    leave();
    setDone(true);
  });
  return (
    <div className="wrap-narrow stack-l">
      <Title>{T.account.resetPage}</Title>
      {done ? (
        <>
          <Notice kind="good" title={T.account.resetDone} />
          <div className="row">
            <ButtonLink href={routes.login}>{T.nav.login}</ButtonLink>
          </div>
        </>
      ) : (
        <form {...form.props} className="card stack">
          {form.failure && (
            <Notice kind="bad">
              <p>{form.failure}</p>
              {stale && <Link href="/account/forgot">{T.account.askLink}</Link>}
            </Notice>
          )}
          {link === null && <Field label={T.account.token} hint={T.account.tokenHint} autoComplete="off" value={typed} onChange={e => setTyped(e.target.value)} error={form.errors['token']} />}
          <Field label={T.account.newPassword} type="password" autoComplete="new-password" maxLength={200} hint={T.account.passwordHint} value={password} onChange={e => setPassword(e.target.value)} error={form.errors['password']} />
          <Button type="submit" busy={form.busy}>{T.account.setPassword}</Button>
        </form>
      )}
    </div>
  );
}
