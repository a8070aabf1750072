import type { Schemas } from '../../api/client';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { dateTime, money } from '../../format';
import { O } from '../../texts/office';
import { reasonWords } from '../../texts/reason';
import type { OrderDialog } from './OrderPage';
import { PiecesList } from './OrderShipments';

const tones = { requested: 'warn', approved: 'accent', rejected: 'bad', received: 'good' } as const;

interface Shown {
  order: Schemas['OrderView'];
  busy: string | null;
  onApprove: (number: number) => void;
  onOpen: (dialog: OrderDialog) => void;
}

/** What the buyer sends back, what is answered to it, and the money that went back. */
export function OrderReturns({ order, busy, onApprove, onOpen }: Shown) {
  const words = O.orders;
  return (
    <>
      {order.returns.length > 0 && (
        <section className="stack-s" aria-labelledby="returns">
          <h2 id="returns" className="panel-head">{words.returns}</h2>
          {order.returns.map(r => (
            <article key={r.number} className="card stack-s">
              <div className="row-between">
                <h3 className="order-part">{words.return(r.number)}</h3>
                <Badge tone={tones[r.status]}>{words.returnStatus[r.status]}</Badge>
              </div>
              <PiecesList order={order} pieces={r.items} />
              <p>{words.quote(r.reason)}</p>
              {r.rejection && <p>{words.rejectedBecause(r.rejection)}</p>}
              <div className="row-between small soft">
                <span>{dateTime(r.updatedAt)}{r.refund && ` · ${words.refundedAmount(money(r.refund))}`}</span>
                <span className="row">
                  {r.status === 'requested' && (
                    <>
                      <Button small busy={busy === `approve${r.number}`} onClick={() => onApprove(r.number)}>{words.approve}</Button>
                      <Button small kind="danger" onClick={() => onOpen({ kind: 'reject', number: r.number })}>{words.reject}</Button>
                    </>
                  )}
                  {r.status === 'approved' && <Button small onClick={() => onOpen({ kind: 'receive', number: r.number })}>{words.receive}</Button>}
                </span>
              </div>
            </article>
          ))}
        </section>
      )}
      {order.refunds.length > 0 && (
        <section className="stack-s" aria-labelledby="refunds">
          <h2 id="refunds" className="panel-head">{words.refunds}</h2>
          <ul className="plain-list card stack-s">
            {order.refunds.map(refund => (
              <li key={refund.number} className="row-between">
                <span><strong>{money(refund.amount)}</strong> {refund.reason && reasonWords(refund.reason)}</span>
                <span className="small soft">{dateTime(refund.at)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
