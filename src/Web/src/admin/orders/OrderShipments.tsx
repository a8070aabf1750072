import type { Schemas } from '../../api/client';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { dateTime } from '../../format';
import { O } from '../../texts/office';
import { named } from './allowed';

const tones = { preparing: 'warn', shipped: 'accent', delivered: 'good' } as const;

/** What leaves together, and how far it is. */
export function OrderShipments({ order, busy, onDeliver }: { order: Schemas['OrderView']; busy: string | null; onDeliver: (shipment: number) => void }) {
  const words = O.orders;
  if (order.shipments.length === 0) return null;
  const underWay = order.shipments.filter(s => s.status === 'shipped').length;
  return (
    <section className="stack-s" aria-labelledby="shipments">
      <h2 id="shipments" className="panel-head">{words.shipments}</h2>
      {order.shipments.map(shipment => (
        <article key={shipment.number} className="card stack-s">
          <div className="row-between">
            <h3 className="order-part">{words.shipment(shipment.number)}</h3>
            <Badge tone={tones[shipment.status]}>{words.shipmentStatus[shipment.status]}</Badge>
          </div>
          <PiecesList order={order} pieces={shipment.items} />
          {shipment.parcels.map(parcel => (
            <p key={`${parcel.carrier} ${parcel.trackingNumber}`} className="small">
              {parcel.carrier} <span className="mono">{parcel.trackingNumber}</span>
            </p>
          ))}
          <div className="row-between small soft">
            <span>
              {shipment.shippedAt && words.shippedAt(dateTime(shipment.shippedAt))}
              {shipment.deliveredAt && ` · ${words.deliveredAt(dateTime(shipment.deliveredAt))}`}
            </span>
            {shipment.status === 'shipped' && underWay > 1 && (
              <Button small kind="quiet" busy={busy === `deliver${shipment.number}`} onClick={() => onDeliver(shipment.number)}>{words.deliverOne(shipment.number)}</Button>
            )}
          </div>
        </article>
      ))}
    </section>
  );
}

/** Pieces by name. */
export function PiecesList({ order, pieces }: { order: Schemas['OrderView']; pieces: readonly Schemas['OrderPieces'][] }) {
  return (
    <ul className="plain-list small">
      {named(order, pieces).map(p => (
        <li key={p.productId}>{p.quantity} × {p.name}</li>
      ))}
    </ul>
  );
}
