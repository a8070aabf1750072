import { HubConnectionBuilder, HttpTransportType, LogLevel, type HubConnection, type ISubscription } from '@microsoft/signalr';
import { answer, api } from '../api/client';
import { session } from '../api/session';
import { pauseBefore } from './pause';
import { isRefusal } from './refusal';
import type { LiveState } from './state';

interface Following<T> {
  /** The hub's stream. */
  method: string;
  /** Its arguments now: they carry the cursor, so that after a cut it goes on where it was. */
  args: () => readonly unknown[];
  next: (item: T) => void;
  state?: (state: LiveState) => void;
  /** The store refused; it is not tried again. The text ends with the problem's JSON. */
  refused?: (message: string) => void;
  /** What the hub tells unasked on the same connection, by its name; a hint that may be missed. */
  hints?: Readonly<Record<string, (hint: never) => void>>;
  /** Of a guest's order. */
  orderToken?: string | null;
}

/**
 * Follows a stream of the hub until it is told to stop. A connection that is cut, or that the store ends because it stops
 * or the token has run out, is opened again; the stream goes on from its cursor.
 */
export function follow<T>({ method, args, next, state, refused, hints, orderToken }: Following<T>): () => void {
  let stopped = false;
  let connection: HubConnection | null = null;
  let wake: (() => void) | null = null;

  void (async () => {
    // Told to stop in the same breath, as React does in development: then nothing is opened at all.
    await Promise.resolve();
    for (let attempt = 0; !stopped; ) {
      state?.(attempt === 0 ? 'connecting' : 'lost');
      try {
        const hub = connect(orderToken);
        connection = hub;
        for (const [name, tell] of Object.entries(hints ?? {})) hub.on(name, tell);
        await hub.start();
        if (stopped) break;
        state?.('live');
        const began = performance.now();
        const refusal = await stream(hub, () => (attempt = 0));
        if (refusal !== null) {
          if (!stopped) refused?.(refusal);
          break;
        }

        if (performance.now() - began > 5000) attempt = 0;
      } catch {
        // A browser does not say why a WebSocket was not opened. Perhaps the token has run out: any call renews it then.
        const wasSomebody = session.get() !== null;
        if (wasSomebody) await answer(api.GET('/api/v1/customers/me')).catch(() => undefined);
        if (wasSomebody && session.get() === null && !orderToken) {
          if (!stopped) refused?.('{"status":401,"code":"unauthenticated"}');
          break;
        }
      } finally {
        const gone = connection;
        connection = null;
        await gone?.stop().catch(() => undefined);
      }

      if (stopped) break;
      state?.('lost');
      await new Promise<void>(resolve => {
        wake = resolve;
        setTimeout(resolve, pauseBefore(attempt++));
      });
    }
  })();

  function stream(hub: HubConnection, came: () => void): Promise<string | null> {
    return new Promise(resolve => {
      let subscription: ISubscription<T> | null = null;
      hub.onclose(() => resolve(null));
      subscription = hub.stream<T>(method, ...args()).subscribe({
        next: item => {
          came();
          if (!stopped) next(item);
        },
        error: error => resolve(hub.state === 'Connected' && isRefusal(String(error.message ?? error)) ? String(error.message ?? error) : null),
        complete: () => resolve(null),
      });
      if (stopped) subscription.dispose();
    });
  }

  const online = () => wake?.();
  window.addEventListener('online', online);
  return () => {
    stopped = true;
    window.removeEventListener('online', online);
    wake?.();
    void connection?.stop();
  };
}

function connect(orderToken: string | null | undefined): HubConnection {
  const address = orderToken ? `/hubs/orders?orderToken=${encodeURIComponent(orderToken)}` : '/hubs/orders';
  return new HubConnectionBuilder()
    .withUrl(address, {
      transport: HttpTransportType.WebSockets,
      skipNegotiation: true,
      accessTokenFactory: () => session.get()?.accessToken ?? '',
    })
    .configureLogging(LogLevel.None)
    .build();
}
