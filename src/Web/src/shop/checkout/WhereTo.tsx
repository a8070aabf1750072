import type { Schemas } from '../../api/client';
import { Check } from '../../design/Field';
import { T } from '../../texts';
import type { AddressDraft } from '../address/address';
import { AddressFields } from '../address/AddressFields';
import { AddressLines } from '../address/AddressLines';
import { Option } from './Option';

interface Given {
  saved: readonly Schemas['Address'][];
  /** Which of them; -1: another one. */
  chosen: number;
  onChoose: (index: number) => void;
  draft: AddressDraft;
  onDraft: (draft: AddressDraft) => void;
  errors: Readonly<Record<string, readonly string[]>>;
  canKeep: boolean;
  keep: boolean;
  onKeep: (keep: boolean) => void;
}

/** Where it goes: to an address of the account, or to another one. */
export function WhereTo({ saved, chosen, onChoose, draft, onDraft, errors, canKeep, keep, onKeep }: Given) {
  return (
    <fieldset className="stack">
      <legend className="checkout-legend">{T.checkout.address}</legend>
      {saved.length > 0 && (
        <div className="checkout-options">
          {saved.map((address, i) => (
            <Option key={i} name="address" checked={chosen === i} onChoose={() => onChoose(i)}>
              <AddressLines of={address} />
            </Option>
          ))}
          <Option name="address" checked={chosen < 0} onChoose={() => onChoose(-1)}>
            {T.checkout.otherAddress}
          </Option>
        </div>
      )}
      {chosen < 0 && (
        <>
          <AddressFields value={draft} onChange={onDraft} errors={errors} at="shippingAddress." />
          {canKeep && <Check label={T.checkout.keepAddress} checked={keep} onChange={e => onKeep(e.target.checked)} />}
        </>
      )}
    </fieldset>
  );
}
