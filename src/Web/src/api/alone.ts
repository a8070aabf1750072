const lines = new Map<string, Promise<unknown>>();

/** Runs when nothing else of that name runs, here and in other tabs; without Web Locks (a page that came by plain http) here alone. */
export function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (typeof navigator !== 'undefined' && navigator.locks) return navigator.locks.request(name, work) as Promise<T>;
  const next = (lines.get(name) ?? Promise.resolve()).then(work, work);
  lines.set(name, next.catch(() => undefined));
  return next;
}
