import { shortMoney } from '../../format';
import { T } from '../../texts';
import type { SearchState } from './searchState';

/** A price range in words; both ends may be open. */
export function priceWords(min: number | undefined, max: number | undefined, currency: string): string {
  const money = (amount: number) => shortMoney({ amount, currency });
  if (max === undefined) return T.catalog.priceFrom(money(min ?? 0));
  return min ? T.catalog.priceBetween(money(min), money(max)) : T.catalog.priceUnder(money(max));
}

/** A filter that is set, in words, and what takes it away. */
interface Chosen {
  readonly name: string;
  readonly words: string;
  readonly without: SearchState;
}

/** All filters that are set. Without a currency prices cannot be said yet and are left out. */
export function chosen({ category, tag, minPrice, maxPrice, minRating, inStock }: SearchState, currency: string | undefined): Chosen[] {
  const all: (Chosen | false)[] = [
    category !== undefined && { name: 'category', words: category, without: { category: undefined } },
    tag !== undefined && { name: 'tag', words: tag, without: { tag: undefined } },
    (minPrice ?? maxPrice) !== undefined && currency !== undefined && { name: 'price', words: priceWords(minPrice, maxPrice, currency), without: { minPrice: undefined, maxPrice: undefined } },
    minRating !== undefined && { name: 'rating', words: T.catalog.ratingFrom(minRating), without: { minRating: undefined } },
    inStock === true && { name: 'stock', words: T.catalog.inStockOnly, without: { inStock: undefined } },
  ];
  return all.filter(c => c !== false);
}
