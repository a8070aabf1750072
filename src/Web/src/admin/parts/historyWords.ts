import type { Schemas } from '../../api/client';
import { O } from '../../texts/office';

/** The chain of causes in words; what has none goes by its name. */
export const whyOf = (causes: readonly Pick<Schemas['CauseAnswer'], 'name' | 'count'>[]) =>
  causes.map(({ name, count }) => (O.products.history.names[name] ?? name) + (count ? ` ×${count}` : '')).join(' → ');

/** A member in words, by the JSON pointer that leads to it. */
export function memberOf(path: string): string {
  const known: Readonly<Record<string, string>> = { ...O.products.members, ...O.stock.figures, ...O.products.history.members };
  return path.slice(1).split('/').map(part => known[part] ?? part).join(' / ');
}
