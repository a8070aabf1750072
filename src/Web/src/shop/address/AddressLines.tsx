import type { Schemas } from '../../api/client';
import { countryName } from './countries';

/** An address as it stands on a parcel. */
export function AddressLines({ of }: { of: Schemas['Address'] }) {
  return (
    <address className="address-lines">
      <span>{of.street}</span>
      <span>{of.zipCode} {of.city}{of.state ? `, ${of.state}` : ''}</span>
      <span>{countryName(of.country)}</span>
    </address>
  );
}
