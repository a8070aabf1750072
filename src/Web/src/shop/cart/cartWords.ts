import type { Schemas } from '../../api/client';
import { T } from '../../texts';

/** What a coupon takes off, or why it does not. */
export function couponWords(outcome: Schemas['CartCoupon'], amount: string): string {
  if (outcome.applied) return T.cart.couponApplied(amount);
  const reason = outcome.reason ? T.cart.couponReasons[outcome.reason] : undefined;
  return reason ?? (outcome.code ? T.problems[outcome.code] : undefined) ?? T.cart.couponNothing;
}

/** What of a taken-over cart did not come along as it was, each in a sentence. */
export function leftOut(changes: readonly Schemas['CartChange'][], nameOf: (productId: string) => string): string[] {
  return changes.flatMap(change => {
    const name = change.productId ? nameOf(change.productId) : '';
    if (change.code === 'quantityLimited') return [T.cart.mergeLimited(name, change.quantity ?? 0)];
    if (change.code === 'itemLeftOut') return [T.cart.mergeLeftOut(name)];
    if (change.code === 'couponLeftOut') return [T.cart.mergeCouponLeftOut(change.coupon ?? '')];
    return [];
  });
}
