import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { answer, api } from '../../api/client';
import { meQuery } from '../../api/me';
import { useSession } from '../../api/session';
import { Button, ButtonLink } from '../../design/Button';
import { Field } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { Loading } from '../../design/States';
import { Title } from '../../design/Title';
import { useForm } from '../../design/useForm';
import { T } from '../../texts';
import { routes } from '../routes';
import { takeTokenOfLink } from '../tokenInLink';
import './account.css';

/** Where the e-mail leads that verifies an address. */
export function Verify() {
  const queries = useQueryClient();
  const session = useSession();
  const [token, setToken] = useState('');
  const [done, setDone] = useState(false);
  const sent = useRef(false);
  const link = useRef<string | null>(null);
  const form = useForm(async () => {
    const shown = link.current ?? token.trim();
    link.current = null;
    if (!form.refuse({ token: !shown && T.common.required })) return;
    await answer(api.POST('/api/v1/auth/verify', { body: { token: shown } }));
    void queries.invalidateQueries({ queryKey: meQuery });
    setDone(true);
  });
  const { onSubmit } = form;
  useEffect(() => {
    if (sent.current) return;
    sent.current = true;
    link.current = takeTokenOfLink();
    if (link.current !== null) void onSubmit();
  });
  return (
    <div className="wrap-narrow stack-l">
      <Title>{T.account.verifyPage}</Title>
      {done ? (
        <>
          <Notice kind="good" title={T.account.verified} />
          <div className="row">
            <ButtonLink href={session === null ? routes.login : routes.account}>{session === null ? T.nav.login : T.nav.account}</ButtonLink>
          </div>
        </>
      ) : form.busy && !token ? (
        <Loading />
      ) : (
        <form {...form.props} className="card stack">
          {form.failure && <Notice kind="bad">{form.failure}</Notice>}
          <Field label={T.account.token} hint={T.account.tokenHint} autoComplete="off" value={token} onChange={e => setToken(e.target.value)} error={form.errors['token']} />
          <Button type="submit" busy={form.busy}>{T.account.verify}</Button>
        </form>
      )}
    </div>
  );
}
