import type { OrderUpdate } from '../../live/followOrder';

/** What is shown of an update to who follows an order; notes have their own place. */
const told = (update: OrderUpdate) => update.event !== 'order.noteAdded';

/** The line with one more entry: each version once, in order, however often and from wherever it is told. */
export function withUpdate(line: readonly OrderUpdate[], update: OrderUpdate): readonly OrderUpdate[] {
  if (!told(update) || line.some(known => known.version === update.version)) return line;
  const after = line.findLastIndex(known => known.version < update.version) + 1;
  return [...line.slice(0, after), update, ...line.slice(after)];
}
