import { answer, api } from '../../api/client';
import { serverEvents } from '../../live/serverEvents';
import type { Import } from './upload';

/** How long it is waited before a stream that was cut, or an import that is not there yet, is asked for again. */
const pause = 700;

/**
 * Follows an import until it has ended. Read by hand: the browser's own way to read such streams cannot send the token but
 * in the address, where logs would keep it.
 */
export function followImport(id: string, next: (now: Import) => void): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  void (async () => {
    while (!signal.aborted) {
      try {
        if (!(await isKnown(id, signal))) continue;
        const body = await answer<ReadableStream<Uint8Array> | null>(api.GET('/api/v1/products/import/{id}/live', { params: { path: { id } }, parseAs: 'stream', signal }));
        const text = body!.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
        const read = serverEvents();
        for (let chunk = await text.read(); !chunk.done; chunk = await text.read()) {
          for (const { event, data } of read(chunk.value)) {
            if (signal.aborted) return;
            if (data === null) continue;
            next(JSON.parse(data) as Import);
            if (event === 'end') return;
          }
        }
      } catch {
        // Cut: it is asked for again.
      } finally {
        if (!signal.aborted) await new Promise(resolve => setTimeout(resolve, pause));
      }
    }
  })();
  return () => ending.abort();
}

/** Whether the store has begun with it; asking for an import that there is not yet would be an error. */
const isKnown = async (id: string, signal: AbortSignal) => (await answer(api.GET('/api/v1/products/import', { signal }))).items.some(i => i.id === id);
