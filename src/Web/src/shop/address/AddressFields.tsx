import { Field, SelectField } from '../../design/Field';
import { T } from '../../texts';
import type { AddressDraft } from './address';
import { countries } from './countries';

interface Given {
  value: AddressDraft;
  onChange: (next: AddressDraft) => void;
  errors: Readonly<Record<string, readonly string[]>>;
  /** What the names of its fields begin with in `errors`. */
  at?: string;
}

/** An address. */
export function AddressFields({ value, onChange, errors, at = '' }: Given) {
  const change = (name: keyof AddressDraft) => (event: { target: { value: string } }) => onChange({ ...value, [name]: event.target.value });
  return (
    <div className="address-fields">
      <div className="address-wide">
        <Field label={T.checkout.street} autoComplete="address-line1" maxLength={200} value={value.street} onChange={change('street')} error={errors[`${at}street`]} />
      </div>
      <Field label={T.checkout.zipCode} autoComplete="postal-code" maxLength={20} value={value.zipCode} onChange={change('zipCode')} error={errors[`${at}zipCode`]} />
      <Field label={T.checkout.city} autoComplete="address-level2" maxLength={200} value={value.city} onChange={change('city')} error={errors[`${at}city`]} />
      <Field label={T.checkout.state} optional autoComplete="address-level1" maxLength={200} value={value.state} onChange={change('state')} error={errors[`${at}state`]} />
      <SelectField label={T.checkout.country} autoComplete="country" value={value.country} onChange={change('country')} error={errors[`${at}country`]}>
        <option value="">{T.checkout.chooseCountry}</option>
        {countries().map(c => (
          <option key={c.code} value={c.code}>{c.name}</option>
        ))}
      </SelectField>
    </div>
  );
}
