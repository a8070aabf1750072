import { answer, api } from './client';
import { begin } from './session';

/** Logs in; throws the problem where that is refused. */
export async function login(email: string, password: string): Promise<void> {
  begin(await answer(api.POST('/api/v1/auth/login', { body: { email, password } })));
}
