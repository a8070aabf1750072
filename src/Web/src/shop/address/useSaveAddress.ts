import { useQueryClient } from '@tanstack/react-query';
import { answer, api, ifMatch, type Schemas } from '../../api/client';
import { meQuery } from '../../api/me';
import { toastProblem } from '../../design/Toasts';

/** Adds an address to the account. That it failed is said in the corner: whatever it was needed for goes on. */
export function useSaveAddress() {
  const queries = useQueryClient();
  return async (me: Schemas['CustomerView'], address: Schemas['AddressRequest']): Promise<void> => {
    try {
      queries.setQueryData(meQuery, await answer(api.PATCH('/api/v1/customers/me', { params: { header: ifMatch(me.version) }, body: { addresses: [...me.addresses, address] } })));
    } catch (error) {
      toastProblem(error);
    }
  };
}
