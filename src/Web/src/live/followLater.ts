import { pauseBefore } from './pause';
import type { LiveState } from './state';

/** How often code that does not arrive is asked for; after a new version was put in place it may be gone for good. */
const mostTries = 6;

/**
 * Follows something with code that is loaded only now: what speaks with the hub is large, and comes when there is something
 * to follow. Returns how to stop, before it has begun too.
 */
export function followLater<M>(load: () => Promise<M>, begin: (code: M) => () => void, state?: (state: LiveState) => void): () => void {
  let stopped = false;
  let stop = () => {};
  void (async () => {
    for (let attempt = 0; !stopped; attempt++) {
      try {
        const code = await load();
        if (!stopped) stop = begin(code);
        return;
      } catch {
        if (stopped) return;
        if (attempt + 1 === mostTries) return state?.('off');
        state?.('lost');
        await new Promise(resolve => setTimeout(resolve, pauseBefore(attempt)));
      }
    }
  })();
  return () => {
    stopped = true;
    stop();
  };
}
