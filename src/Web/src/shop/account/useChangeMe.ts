import { useQueryClient } from '@tanstack/react-query';
import { answer, api, ifMatch, type Schemas } from '../../api/client';
import { meQuery } from '../../api/me';
import { isProblem } from '../../api/problem';
import { useDraft } from '../../design/useDraft';

type Me = Schemas['CustomerView'];
type Change = Schemas['ChangeCustomerRequest'];

/** Changes the account that is logged in, as it was seen; where somebody else was faster, what they stored is handed out. */
export function useChangeMe() {
  const queries = useQueryClient();
  return async (seen: Me, change: Change, onTheirs?: (theirs: Me) => void): Promise<Me> => {
    try {
      const changed = await answer(api.PATCH('/api/v1/customers/me', { params: { header: ifMatch(seen.version) }, body: change }));
      queries.setQueryData(meQuery, changed);
      return changed;
    } catch (error) {
      if (isProblem(error, 'versionMismatch')) {
        const theirs = await answer(api.GET('/api/v1/customers/me'));
        queries.setQueryData(meQuery, theirs);
        onTheirs?.(theirs);
      }

      throw error;
    }
  };
}

/** What is typed over a part of the account that is logged in, and how it is saved. */
export function useMyDraft<D extends object>(me: Me, draftOf: (me: Me) => D) {
  const { base, draft, change, begin, rebase } = useDraft(me, draftOf);
  const changeMe = useChangeMe();
  return { draft, change, save: async (body: Change) => begin(await changeMe(base, body, rebase)) };
}
