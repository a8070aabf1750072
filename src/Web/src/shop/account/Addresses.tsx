import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { Notice } from '../../design/Notice';
import { Empty } from '../../design/States';
import { toast, toastProblem } from '../../design/Toasts';
import { useForm } from '../../design/useForm';
import { T } from '../../texts';
import { draftOf, emptyAddress, missingIn, requestOf } from '../address/address';
import { AddressFields } from '../address/AddressFields';
import { AddressLines } from '../address/AddressLines';
import { useChangeMe } from './useChangeMe';

/** How many addresses an account keeps. */
const most = 20;

/** Where things may go; the first is chosen in the checkout. */
export function Addresses({ me }: { me: Schemas['CustomerView'] }) {
  const change = useChangeMe();
  // What was seen when the typing began.
  const [editing, setEditing] = useState<{ seen: Schemas['CustomerView']; address: Schemas['Address'] | null } | null>(null);

  async function store(addresses: readonly Schemas['AddressRequest'][]) {
    try {
      await change(me, { addresses: [...addresses] });
      toast(T.common.saved);
    } catch (error) {
      toastProblem(error);
    }
  }

  return (
    <>
      {me.addresses.length === 0 ? (
        <Empty title={T.account.noAddresses} icon="truck" />
      ) : (
        <ul className="plain-list account-cards">
          {me.addresses.map((address, i) => (
            <li key={`${i}-${address.street}-${address.zipCode}`} className="card stack-s">
              {i === 0 && <span><Badge tone="accent">{T.account.mainAddress}</Badge></span>}
              <AddressLines of={address} />
              <div className="row">
                <Button kind="bare" onClick={() => setEditing({ seen: me, address })} aria-label={T.account.editAddress(address.street)}>{T.common.edit}</Button>
                <Button kind="bare" onClick={() => void store(me.addresses.filter((_, j) => j !== i))} aria-label={T.account.removeAddress(address.street)}>{T.common.remove}</Button>
                {i > 0 && (
                  <Button kind="bare" onClick={() => void store([address, ...me.addresses.filter((_, j) => j !== i)])} aria-label={T.account.makeMainNamed(address.street)}>{T.account.makeMain}</Button>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      <div className="row">
        <Button disabled={me.addresses.length >= most} onClick={() => setEditing({ seen: me, address: null })}>{T.account.addAddress}</Button>
      </div>
      {editing !== null && (
        <AddressDialog
          address={editing.address}
          onClose={() => setEditing(null)}
          onSave={async address => {
            const { seen, address: before } = editing;
            await change(seen, { addresses: put(seen.addresses, before, address) }, theirs => setEditing({ seen: theirs, address: before }));
          }}
        />
      )}
    </>
  );
}

/** The addresses with one in another's place; at the end where there was none, or it is there no more. */
function put(all: readonly Schemas['Address'][], before: Schemas['Address'] | null, now: Schemas['AddressRequest']): Schemas['AddressRequest'][] {
  const at = all.findIndex(a => JSON.stringify(a) === JSON.stringify(before));
  return at < 0 ? [...all, now] : all.map((a, i) => (i === at ? now : a));
}

function AddressDialog({ address, onClose, onSave }: { address: Schemas['Address'] | null; onClose: () => void; onSave: (address: Schemas['AddressRequest']) => Promise<void> }) {
  const [draft, setDraft] = useState(() => (address ? draftOf(address) : emptyAddress()));
  const form = useForm(async () => {
    if (!form.refuse(missingIn(draft))) return;
    await onSave(requestOf(draft));
    toast(T.common.saved);
    onClose();
  });
  return (
    <Dialog title={address ? T.account.changeAddress : T.account.addAddress} onClose={onClose}>
      <form {...form.props} className="stack">
        {form.failure && <Notice kind="bad">{form.failure}</Notice>}
        <AddressFields value={draft} onChange={setDraft} errors={form.errors} />
        <div className="row">
          <Button type="submit" busy={form.busy}>{T.common.save}</Button>
          <Button kind="quiet" onClick={onClose}>{T.common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
