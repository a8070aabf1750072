import type { Schemas } from '../../api/client';
import { Button } from '../../design/Button';
import { Notice } from '../../design/Notice';
import { money } from '../../format';
import { T } from '../../texts';
import type { CartEdits } from './useCartEdits';

/** What is not as it was when it was put in, and what to do about it. */
export function CartNotices({ cart, edits }: { cart: Schemas['CartAnswer']; edits: CartEdits }) {
  const moved = cart.notices.filter(n => n.code === 'priceChanged');
  const nameOf = (id: string) => cart.items.find(i => i.productId === id)?.name ?? '';
  return (
    <>
      {moved.length > 0 && (
        <Notice kind="warn" title={T.cart.pricesMoved}>
          <ul className="plain-list">
            {moved.map(n => (
              <li key={n.productId}>{n.oldPrice && n.newPrice && T.cart.priceMoved(nameOf(n.productId), money(n.oldPrice), money(n.newPrice))}</li>
            ))}
          </ul>
          <div className="row cart-notice-acts">
            <Button kind="quiet" busy={edits.busy} onClick={() => void edits.acceptPrices(moved)}>{T.cart.acceptPrices}</Button>
          </div>
        </Notice>
      )}
      {cart.notices
        .filter(n => n.code !== 'priceChanged')
        .map(n => (
          <Notice key={n.code + n.productId} kind="warn" title={wordsOf(n, nameOf(n.productId))}>
            <div className="row cart-notice-acts">
              {n.code === 'insufficientStock' && n.available ? (
                <Button kind="quiet" busy={edits.busy} onClick={() => void edits.setQuantity(n.productId, n.available!)}>{T.cart.takeAvailable(n.available)}</Button>
              ) : null}
              <Button kind="quiet" busy={edits.busy} onClick={() => void edits.remove(n.productId)} aria-label={T.cart.removeNamed(nameOf(n.productId))}>{T.common.remove}</Button>
            </div>
          </Notice>
        ))}
    </>
  );
}

function wordsOf(notice: Schemas['CartNotice'], name: string): string {
  switch (notice.code) {
    case 'outOfStock':
      return T.cart.soldOut(name);
    case 'insufficientStock':
      return T.cart.onlySoMany(name, notice.available ?? 0);
    case 'productRemoved':
      return T.cart.noLongerSold(name);
    default:
      return T.problems[notice.code] ?? notice.detail;
  }
}
