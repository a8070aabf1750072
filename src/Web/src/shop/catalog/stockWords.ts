import { T } from '../../texts';

/** From how many pieces on the number is of no interest any more. */
const few = 5;

interface Stock {
  readonly tone: 'good' | 'warn' | 'bad';
  readonly text: string;
}

/** What can be had of a product, in words. */
export function stockWords(available: number, backorder = false): Stock {
  if (available > few) return { tone: 'good', text: T.catalog.inStock };
  if (available > 0) return { tone: 'warn', text: T.catalog.fewLeft(available) };
  return backorder ? { tone: 'warn', text: T.catalog.backorder } : { tone: 'bad', text: T.catalog.soldOut };
}
