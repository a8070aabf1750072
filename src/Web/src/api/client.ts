import createClient from 'openapi-fetch';
import type { components, paths } from './schema';
import { Problem } from './problem';
import { renew, session, type Session } from './session';

/** The store's types by name. */
export type Schemas = components['schemas'];

/** How long after a write reads still ask for what it changed, in milliseconds; by then every read model has it. */
const freshFor = 10_000;

let written = { position: 0, until: 0 };

/** Sends a request as who is logged in, or as nobody; a token that has run out is renewed and the request sent once more. */
async function send(request: Request, present: Session | null): Promise<Response> {
  const isRead = request.method === 'GET';
  if (present !== null && !request.headers.has('Authorization')) request.headers.set('Authorization', `Bearer ${present.accessToken}`);
  if (isRead && Date.now() < written.until) request.headers.set('Store-Min-Position', String(written.position));

  const again = request.clone();
  let response = await reach(request);
  if (response.status === 401 && present !== null) {
    const renewed = await renew(present.accessToken);
    if (renewed !== null) again.headers.set('Authorization', `Bearer ${renewed.accessToken}`);
    else again.headers.delete('Authorization');
    response = await reach(again);
  }

  const position = Number(response.headers.get('Store-Position'));
  if (!isRead && position > 0) written = { position: Math.max(position, written.position), until: Date.now() + freshFor };
  return response;
}

async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw Problem.offline();
  }
}

/** The store's API, typed by its OpenAPI document. */
export const api = createClient<paths>({ fetch: request => send(request, session.get()) });

/** Given to a call as its `fetch`: what a guest began goes on as a guest's, whoever has logged in since. */
export const asGuest = (request: Request) => send(request, null);

interface Result<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What a call answered; throws its {@link Problem}. */
export async function answer<T>(call: Promise<Result<T>>): Promise<T> {
  const { data, error, response } = await call.catch((failure: unknown) => {
    // Cut off in the middle of the answer, or answered by who is no store: what became of the call is not known.
    throw failure instanceof Problem || (failure instanceof DOMException && failure.name === 'AbortError') ? failure : Problem.offline();
  });
  if (!response.ok) throw Problem.of(response, error);
  // An empty answer that nobody reads counts as cut off when the page is left.
  if (!response.bodyUsed && data === undefined) await response.text().catch(() => '');
  return data as T;
}

/** The header that lets a change through only if nobody else made one since. */
export const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` });
