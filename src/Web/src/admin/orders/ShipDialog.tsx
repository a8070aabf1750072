import { useState } from 'react';
import { api, type Schemas } from '../../api/client';
import { Button } from '../../design/Button';
import { Field } from '../../design/Field';
import { useForm } from '../../design/useForm';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { ActionDialog } from './ActionDialog';
import { chosen, unshipped } from './allowed';
import { PiecesFields } from './PiecesFields';
import type { Act } from './useOrderActions';

/** As many as one shipment can have. */
const mostParcels = 50;

interface Parcel {
  readonly carrier: string;
  readonly trackingNumber: string;
}

/** Sends pieces of an order, all or some, in one parcel or several. */
export function ShipDialog({ order, act, onClose }: { order: Schemas['OrderView']; act: Act; onClose: () => void }) {
  const words = O.orders;
  const pieces = unshipped(order);
  const [counts, setCounts] = useState<Record<string, number>>({});
  const [parcels, setParcels] = useState<readonly Parcel[]>([{ carrier: '', trackingNumber: '' }]);
  const set = (at: number, change: Partial<Parcel>) => setParcels(parcels.map((p, i) => (i === at ? { ...p, ...change } : p)));

  const form = useForm(async () => {
    const lines = chosen(pieces, counts);
    const missing = parcels.flatMap((p, i) => [
      [`parcels[${i}].carrier`, !p.carrier.trim() && T.common.required],
      [`parcels[${i}].trackingNumber`, !p.trackingNumber.trim() && T.common.required],
    ]);
    if (!form.refuse({ ...Object.fromEntries(missing), lines: lines?.length === 0 && words.noPieces })) return;
    const body = { parcels: parcels.map(p => ({ carrier: p.carrier.trim(), trackingNumber: p.trackingNumber.trim() })), lines };
    await act(header => api.POST('/api/v1/orders/{id}/ship', { params: { path: { id: order.id }, header }, body }), words.shipped);
  });

  return (
    <ActionDialog title={words.ship} submit={words.ship} {...{ order, form, onClose }}>
      <PiecesFields legend={words.whatLeaves} pieces={pieces} counts={counts} onCounts={setCounts} error={form.errors['lines']} />
      {parcels.map((parcel, i) => (
        <fieldset key={i} className="stack-s">
          <legend className="label">{words.parcel(i + 1)}</legend>
          <div className="form-grid">
            <Field label={words.carrier} value={parcel.carrier} onChange={e => set(i, { carrier: e.target.value })} error={form.errors[`parcels[${i}].carrier`]} list="carriers" />
            <Field label={words.trackingNumber} value={parcel.trackingNumber} onChange={e => set(i, { trackingNumber: e.target.value })} error={form.errors[`parcels[${i}].trackingNumber`]} />
          </div>
          {parcels.length > 1 && (
            <div>
              <Button kind="bare" small onClick={() => setParcels(parcels.filter((_, at) => at !== i))}>{words.removeParcel(i + 1)}</Button>
            </div>
          )}
        </fieldset>
      ))}
      <datalist id="carriers">
        {['DHL', 'DPD', 'FedEx', 'GLS', 'UPS', 'USPS'].map(name => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {parcels.length < mostParcels && (
        <div>
          <Button kind="quiet" small onClick={() => setParcels([...parcels, { carrier: parcels.at(-1)!.carrier, trackingNumber: '' }])}>{words.addParcel}</Button>
        </div>
      )}
    </ActionDialog>
  );
}
