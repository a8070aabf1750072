import { useState } from 'react';
import { login } from '../api/login';
import { T } from '../texts';
import { Button } from './Button';
import { Field } from './Field';
import { Notice } from './Notice';
import { useForm } from './useForm';

/** Asks for e-mail address and password, and logs in with them. */
export function LoginForm({ onDone }: { onDone?: () => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const form = useForm(async () => {
    if (!form.refuse({ email: !email.trim() && T.common.required, password: !password && T.common.required })) return;
    await login(email.trim(), password);
    onDone?.();
  });
  return (
    <form {...form.props} className="stack">
      {form.failure && <Notice kind="bad">{form.failure}</Notice>}
      <Field label={T.login.email} type="email" autoComplete="username" value={email} onChange={e => setEmail(e.target.value)} error={form.errors['email']} />
      <Field label={T.login.password} type="password" autoComplete="current-password" value={password} onChange={e => setPassword(e.target.value)} error={form.errors['password']} />
      <Button type="submit" busy={form.busy}>{T.nav.login}</Button>
    </form>
  );
}
