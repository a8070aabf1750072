import type { Schemas } from '../../api/client';

type Entry = Schemas['TimelineEntry'];
type Link = Pick<Entry, 'position' | 'causes'>;

/** Kinds of grains in the order in which an order usually meets them; others come after. */
const usual: readonly string[] = ['cart', 'checkout', 'stock', 'promotion', 'customerUse', 'customer', 'payment', 'order'];

/** The lanes that some events need, one for each kind of grain. */
export function lanesOf(entries: readonly Pick<Entry, 'kind'>[]): string[] {
  const place = (kind: string) => (usual.includes(kind) ? usual.indexOf(kind) : usual.length);
  return [...new Set(entries.map(e => e.kind))].sort((a, b) => place(a) - place(b) || a.localeCompare(b));
}

/** The position of the event that came right before in the chain of causes; null where a command alone led to it. */
export function causeOf(entry: Link): number | null {
  const last = entry.causes.at(-1);
  return last?.kind === 'event' && last.position != null ? last.position : null;
}

/** Each event with what came right after it because of it. */
export function effectsOf(entries: readonly Link[]): Map<number, number[]> {
  const effects = new Map<number, number[]>();
  for (const entry of entries) {
    const cause = causeOf(entry);
    if (cause !== null) effects.set(cause, [...(effects.get(cause) ?? []), entry.position]);
  }

  return effects;
}

/** All that led to an event, and all that it led to. */
export function kinOf(entries: readonly Link[], position: number): { causes: Set<number>; effects: Set<number> } {
  const by = new Map(entries.map(e => [e.position, e]));
  const after = effectsOf(entries);
  const causes = new Set(by.get(position)?.causes.flatMap(c => (c.position != null && by.has(c.position) ? [c.position] : [])) ?? []);
  const effects = new Set<number>();
  const open = [position];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const next of after.get(at) ?? []) {
      if (effects.has(next)) continue;
      effects.add(next);
      open.push(next);
    }

  return { causes, effects };
}

/** An event's name without the kind that its lane says already. */
export const nameInLane = (event: string, kind: string): string => (event.startsWith(`${kind}.`) ? event.slice(kind.length + 1) : event);
