import { T } from '../../texts';
import { mostOfOne } from '../cart/most';

/** What is wrong with a quantity somebody wants, with what is in the cart and in stock; null where nothing is. */
export function quantityProblem(typed: string, inCart: number, available: number, backorder: boolean): string | null {
  const quantity = /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : 0;
  if (quantity < 1 || quantity + inCart > mostOfOne) return T.product.wholeNumber(Math.max(mostOfOne - inCart, 1));
  if (backorder || quantity + inCart <= available) return null;
  return inCart === 0 ? T.product.tooFew(available) : T.product.tooFewWith(available, inCart);
}

/** One more or one less than what stands there, within what there is. */
export function stepped(typed: string, by: 1 | -1, most: number): string {
  const present = /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : 0;
  return String(Math.max(1, Math.min(present + by, most)));
}
