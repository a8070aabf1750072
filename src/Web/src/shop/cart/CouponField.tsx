import { useId, useState } from 'react';
import type { Schemas } from '../../api/client';
import { Button } from '../../design/Button';
import { money } from '../../format';
import { T } from '../../texts';
import { couponWords } from './cartWords';
import type { CartEdits } from './useCartEdits';

/** Names a coupon, and says what it does. */
export function CouponField({ cart, edits }: { cart: Schemas['CartAnswer']; edits: CartEdits }) {
  const [code, setCode] = useState('');
  const id = useId();
  if (cart.coupon) {
    const outcome = cart.couponOutcome;
    return (
      <div className="coupon" role="status">
        <div className="row-between">
          <span>
            {T.cart.coupon} <strong className="mono">{cart.coupon}</strong>
          </span>
          <Button kind="bare" onClick={() => void edits.removeCoupon()} aria-label={T.cart.removeCoupon(cart.coupon)}>{T.common.remove}</Button>
        </div>
        {outcome && <p className={outcome.applied ? 'small coupon-good' : 'small coupon-bad'}>{couponWords(outcome, money(outcome.amount))}</p>}
      </div>
    );
  }

  return (
    <form
      className="field"
      onSubmit={event => {
        event.preventDefault();
        if (code.trim())
          void edits.setCoupon(code.trim()).then(done => {
            if (done) setCode('');
          });
      }}
    >
      <label htmlFor={id}>{T.cart.coupon}</label>
      <div className="coupon-entry">
        <input id={id} className="input" value={code} maxLength={50} autoComplete="off" autoCapitalize="characters" onChange={e => setCode(e.target.value)} />
        <Button kind="quiet" type="submit" busy={edits.busy}>{T.cart.applyCoupon}</Button>
      </div>
    </form>
  );
}
