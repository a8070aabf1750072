import { useSyncExternalStore } from 'react';

/** A value that outlives the page and is the same in all tabs. */
export interface Stored<T> {
  get(): T | null;
  /** What is kept now: another tab's change may be told only after what one waited for. Read it first thing under a lock. */
  fresh(): T | null;
  set(value: T | null): void;
  subscribe(listener: () => void): () => void;
}

/** A value under a key of the browser's storage; in memory alone where there is none. */
export function stored<T>(key: string): Stored<T> {
  const listeners = new Set<() => void>();
  let raw = read();
  let value = parse(raw);
  // What storage did not take is here alone, and what it still has is older.
  let isKept = true;

  function read(): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }

  function parse(text: string | null): T | null {
    if (text === null) return null;
    try {
      return JSON.parse(text) as T;
    } catch {
      return null;
    }
  }

  function take(text: string | null) {
    if (text === raw) return;
    raw = text;
    value = parse(text);
    for (const listener of [...listeners]) listener();
  }

  if (typeof window !== 'undefined') {
    window.addEventListener('storage', event => {
      if (event.key === key || event.key === null) take(read());
    });
    // A page that comes back as it was left has missed what happened meanwhile.
    window.addEventListener('pageshow', event => {
      if (event.persisted) take(read());
    });
  }

  return {
    get: () => value,
    fresh() {
      if (isKept) take(read());
      return value;
    },
    set(next) {
      const text = next === null ? null : JSON.stringify(next);
      try {
        if (text === null) localStorage.removeItem(key);
        else localStorage.setItem(key, text);
        isKept = true;
      } catch {
        isKept = false;
        // Full or forbidden: it is kept as long as the page.
      }
      take(text);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The value, and again whenever it changes here or in another tab. */
export function useStored<T>(store: Stored<T>): T | null {
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}
