import type { Schemas } from '../../api/client';
import { Problem } from '../../api/problem';
import { renew, session } from '../../api/session';

export type Import = Schemas['ImportAnswer'];

interface Upload {
  file: File;
  id: string;
  mode: Schemas['ImportMode'];
  dryRun: boolean;
  /** From 0 to 1: how much of the file has left. The store takes more only when it is done with what it has. */
  onSent: (share: number) => void;
  signal: AbortSignal;
}

/** Sends a file of products; answers when all of it is done. `fetch` tells nothing of what has left, so this is the older way. */
export async function upload(what: Upload): Promise<Import> {
  const present = session.get();
  const first = await send(what, present?.accessToken);
  if (first.status !== 401 || present === null) return read(first);
  return read(await send(what, (await renew(present.accessToken))?.accessToken));
}

function send({ file, id, mode, dryRun, onSent, signal }: Upload, token: string | undefined): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/products/import?${new URLSearchParams({ id, mode, dryRun: String(dryRun) })}`);
    request.setRequestHeader('Content-Type', 'text/csv');
    if (token !== undefined) request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.upload.onprogress = event => event.lengthComputable && onSent(event.loaded / event.total);
    request.onload = () => resolve(request);
    request.onerror = () => reject(Problem.offline());
    request.onabort = () => reject(new DOMException('Aborted', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

function read(request: XMLHttpRequest): Import {
  let body: unknown = null;
  try {
    body = JSON.parse(request.responseText);
  } catch {
    // A proxy in between answered something of its own.
  }

  if (request.status >= 200 && request.status < 300) return body as Import;
  throw Problem.of(new Response(null, { status: request.status, statusText: request.statusText, headers: { 'Retry-After': request.getResponseHeader('Retry-After') ?? '' } }), body);
}
