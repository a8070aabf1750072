import type { Schemas } from '../../api/client';
import { stored } from '../../api/stored';
import { T } from '../../texts';
import { likelyCountry } from './countries';

/** An address as it is being typed. */
export interface AddressDraft {
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly zipCode: string;
  readonly country: string;
}

/** Where things go as far as prices depend on it. */
export interface Destination {
  readonly country: string;
  readonly state: string;
}

/** Where this browser's things went last. */
export const destination = stored<Destination>('store.destination');

export const emptyAddress = (): AddressDraft => ({ street: '', city: '', state: destination.get()?.state ?? '', zipCode: '', country: destination.get()?.country ?? likelyCountry(navigator.languages) ?? '' });

export const draftOf = (address: Schemas['Address']): AddressDraft => ({ ...address, state: address.state ?? '' });

/** As the store takes it. */
export const requestOf = (draft: AddressDraft): Schemas['AddressRequest'] => ({
  street: draft.street.trim(),
  city: draft.city.trim(),
  state: draft.state.trim() || null,
  zipCode: draft.zipCode.trim(),
  country: draft.country,
});

/** What an address lacks, by field; fields are named after where it stands. */
export function missingIn(draft: AddressDraft, at = ''): Record<string, string | false> {
  const required = (value: string) => !value.trim() && T.common.required;
  return {
    [`${at}street`]: required(draft.street),
    [`${at}zipCode`]: required(draft.zipCode),
    [`${at}city`]: required(draft.city),
    [`${at}country`]: required(draft.country),
  };
}

/** Whether two addresses are one. */
export const sameAddress = (a: Schemas['Address'] | Schemas['AddressRequest'], b: Schemas['Address'] | Schemas['AddressRequest']) =>
  a.street === b.street && a.city === b.city && (a.state ?? '') === (b.state ?? '') && a.zipCode === b.zipCode && a.country === b.country;
