import { Link } from 'wouter';
import type { Schemas } from '../../api/client';
import { Button } from '../../design/Button';
import { Icon } from '../../design/Icon';
import { money } from '../../format';
import { T } from '../../texts';
import { LinePicture } from './LinePicture';
import { QuantityField } from './QuantityField';
import type { CartEdits } from './useCartEdits';

interface Given {
  line: Schemas['CartLineAnswer'];
  notices: readonly Schemas['CartNotice'][];
  edits: CartEdits;
}

/** So many of one product. */
export function CartLine({ line, notices, edits }: Given) {
  const gone = notices.some(n => n.code === 'productRemoved');
  return (
    <li className="cart-line" data-testid="cart-line">
      <LinePicture productId={line.productId} />
      <div className="cart-line-name">
        {gone ? <strong>{line.name}</strong> : <Link href={`/products/${line.productId}`} className="cart-line-link">{line.name}</Link>}
        <span className="small soft">{T.cart.each(money(line.unitPrice))}</span>
        {notices.length > 0 && <span className="small cart-line-flag">{T.cart.seeAbove}</span>}
      </div>
      <div className="cart-line-quantity">
        {gone ? <span className="soft">{line.quantity}</span> : <QuantityField name={line.name} value={line.quantity} onChange={quantity => edits.setQuantity(line.productId, quantity)} />}
      </div>
      <strong className="cart-line-total numbers">{gone ? '–' : money(line.lineTotal)}</strong>
      <Button kind="bare" onClick={() => void edits.remove(line.productId)} aria-label={T.cart.removeNamed(line.name)}>
        <Icon name="trash" />
      </Button>
    </li>
  );
}
