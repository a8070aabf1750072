import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '../../api/client';
import { isProblem } from '../../api/problem';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { Field } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { Query } from '../../design/Query';
import { toast, toastProblem } from '../../design/Toasts';
import { useForm } from '../../design/useForm';
import { dateTime } from '../../format';
import { T } from '../../texts';
import { leave } from './logout';
import { passwordProblem } from './password';
import { clientName } from './clientName';

/** The password, and where somebody is logged in with it. */
export function Security({ me }: { me: Schemas['CustomerView'] }) {
  return (
    <>
      <Password email={me.email} />
      <Sessions />
    </>
  );
}

function Password({ email }: { email: string }) {
  const queries = useQueryClient();
  const [present, setPresent] = useState('');
  const [next, setNext] = useState('');
  const form = useForm(async () => {
    if (!form.refuse({ currentPassword: !present && T.common.required, newPassword: passwordProblem(next) })) return;
    try {
      await answer(api.POST('/api/v1/customers/me/password', { body: { currentPassword: present, newPassword: next } }));
    } catch (error) {
      if (!isProblem(error, 'wrongPassword')) throw error;
      form.refuse({ currentPassword: T.problems['wrongPassword'] });
      return;
    }

    setPresent('');
    setNext('');
    toast(T.account.passwordChanged);
    void queries.invalidateQueries({ queryKey: ['sessions'] });
  });
  return (
    <section className="stack" aria-labelledby="account-password">
      <h2 id="account-password">{T.account.changePassword}</h2>
      <form {...form.props} className="card stack account-form">
        {form.failure && <Notice kind="bad">{form.failure}</Notice>}
        {/* Password managers ask whose it is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <Field label={T.account.presentPassword} type="password" autoComplete="current-password" maxLength={200} value={present} onChange={e => setPresent(e.target.value)} error={form.errors['currentPassword']} />
        <Field label={T.account.newPassword} type="password" autoComplete="new-password" maxLength={200} hint={T.account.passwordHint} value={next} onChange={e => setNext(e.target.value)} error={form.errors['newPassword']} />
        <div className="row">
          <Button type="submit" busy={form.busy}>{T.account.changePassword}</Button>
        </div>
        <p className="small soft">{T.account.othersEnd}</p>
      </form>
    </section>
  );
}

function Sessions() {
  const queries = useQueryClient();
  const sessions = useQuery<Schemas['SessionPage']>({ queryKey: ['sessions'], queryFn: () => answer(api.GET('/api/v1/customers/me/sessions')) });
  const [ending, setEnding] = useState<string | null>(null);

  async function end(session: Schemas['SessionAnswer']) {
    setEnding(session.id);
    try {
      await answer(api.DELETE('/api/v1/customers/me/sessions/{id}', { params: { path: { id: session.id } } }));
      if (session.current) leave();
      else toast(T.account.sessionEnded);
    } catch (error) {
      toastProblem(error);
    } finally {
      setEnding(null);
      void queries.invalidateQueries({ queryKey: ['sessions'] });
    }
  }

  return (
    <section className="stack" aria-labelledby="account-sessions">
      <h2 id="account-sessions">{T.account.sessions}</h2>
      <Query of={sessions}>
        {page => (
          <ul className="plain-list account-list">
            {page.items.map(session => (
              <li key={session.id} className="account-entry">
                <div className="account-entry-body">
                  <span className="row">
                    <strong>{clientName(session.client) ?? T.account.unknownClient}</strong>
                    {session.current && <Badge tone="good">{T.account.thisSession}</Badge>}
                  </span>
                  <div className="small soft">{T.account.lastUsed(dateTime(session.lastUsedAt))}</div>
                  <div className="small soft">{T.account.loggedInAt(dateTime(session.createdAt))}</div>
                </div>
                <Button kind="quiet" busy={ending === session.id} onClick={() => void end(session)} aria-label={T.account.endSessionOf(clientName(session.client) ?? T.account.unknownClient)}>{T.account.endSession}</Button>
              </li>
            ))}
          </ul>
        )}
      </Query>
    </section>
  );
}
