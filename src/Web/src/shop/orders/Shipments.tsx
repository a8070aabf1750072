import type { Schemas } from '../../api/client';
import { Badge } from '../../design/Badge';
import { dateTime } from '../../format';
import { T } from '../../texts';

/** What was sent in which parcels, and what is still to be sent. */
export function Shipments({ order }: { order: Schemas['OrderView'] }) {
  if (order.shipments.length === 0) return null;
  const nameOf = (id: string) => order.items.find(i => i.productId === id)?.name ?? '';
  return (
    <section className="stack" aria-labelledby="order-shipments">
      <h2 id="order-shipments">{T.orders.shipments}</h2>
      {order.shipments.map(shipment => (
        <article key={shipment.number} className="card stack-s">
          <div className="row-between">
            <h3 className="order-side-title">{T.orders.shipment(shipment.number)}</h3>
            <Badge tone={shipment.status === 'delivered' ? 'good' : shipment.status === 'shipped' ? 'accent' : 'plain'}>{T.orders.shipmentStatus[shipment.status]}</Badge>
          </div>
          <ul className="plain-list small">
            {shipment.items.map(piece => (
              <li key={piece.productId}>
                {piece.quantity} × {nameOf(piece.productId)}
              </li>
            ))}
          </ul>
          {shipment.parcels.map(parcel => (
            <p key={parcel.carrier + parcel.trackingNumber} className="small">
              {parcel.carrier}: <span className="mono">{parcel.trackingNumber}</span>
            </p>
          ))}
          {shipment.shippedAt && <p className="small soft">{T.orders.sentAt(dateTime(shipment.shippedAt))}</p>}
          {shipment.deliveredAt && <p className="small soft">{T.orders.arrivedAt(dateTime(shipment.deliveredAt))}</p>}
        </article>
      ))}
    </section>
  );
}
