import { answer, api, type Schemas } from '../../api/client';
import { isProblem } from '../../api/problem';
import { pauseBefore } from '../../live/pause';
import { serverEvents } from '../../live/serverEvents';
import type { LiveState } from '../../live/state';
import { beginning, queryOf, type JournalFilter } from './journalTail';

type Entry = Schemas['JournalEntry'];

/** Between two pages of what is there already, in milliseconds: there may be thousands. */
const betweenPages = 150;

const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));

interface Following {
  filter: JournalFilter;
  /** The position after which it begins; null for a little before the end. */
  after: number | null;
  /** What was found, and up to which position was looked. */
  next: (entries: readonly Entry[], position: number) => void;
  /** What is between two positions is passed over, for it would not be seen. */
  leftOut: (from: number, to: number) => void;
  state: (state: LiveState) => void;
  /** It did not work; unless what was asked for is wrong, it is tried again. */
  failed: (error: unknown) => void;
}

/**
 * Follows the journal until it is told to stop: first what is there, then what comes. A stream that is cut is opened again
 * where it was. It is read by hand, for the browser's own way cannot send the token but in the address.
 */
export function followJournal({ filter, after, next, leftOut, state, failed }: Following): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const query = queryOf(filter);
  let position = after;

  async function run() {
    state('connecting');
    for (let attempt = 0; !signal.aborted; ) {
      try {
        await catchUp(await begin());
        await listen(() => (attempt = 0));
      } catch (error) {
        if (signal.aborted) return;
        failed(error);
        // What it was asked for is wrong, and stays so.
        if (isProblem(error, 'validation')) return state('off');
      }

      if (signal.aborted) return;
      state('lost');
      await pause(pauseBefore(attempt++));
    }
  }

  async function begin(): Promise<number> {
    const { head } = await answer(api.GET('/api/v1/admin/journal', { params: { query: { limit: '1' } }, signal }));
    const from = beginning(position, head, Object.keys(query).length > 0);
    if (position !== null && from > position) leftOut(position + 1, from);
    return from;
  }

  /** What is there already, up to the end. */
  async function catchUp(from: number): Promise<void> {
    for (let at = from; ; await pause(betweenPages)) {
      const page: Schemas['JournalPage'] = await answer(api.GET('/api/v1/admin/journal', { params: { query: { ...query, after: String(at), limit: '100' } }, signal }));
      if (signal.aborted) return;
      position = page.nextAfter;
      next(page.items, position);
      if (position === at || position >= page.head) return;
      at = position;
    }
  }

  /** What comes, until the line is cut. Marks say how far was looked where nothing was found. */
  async function listen(opened: () => void): Promise<void> {
    const body = await answer<ReadableStream<Uint8Array> | null>(api.GET('/api/v1/admin/journal/live', { params: { query: { ...query, after: String(position) } }, parseAs: 'stream', signal }));
    if (signal.aborted) return;
    opened();
    state('live');
    const text = body!.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
    const read = serverEvents();
    for (let chunk = await text.read(); !chunk.done && !signal.aborted; chunk = await text.read()) {
      const came = read(chunk.value);
      if (came.length === 0) continue;
      position = Number(came.at(-1)!.id ?? position);
      next(came.flatMap(({ data }) => (data === null ? [] : [JSON.parse(data) as Entry])), position);
    }
  }

  // Told to stop in the same breath, as React does in development: then nothing is asked at all.
  void Promise.resolve().then(() => (signal.aborted ? undefined : run()));
  return () => ending.abort();
}
