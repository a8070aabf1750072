import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../api/client';
import { Button } from '../../design/Button';
import { Check } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { Query } from '../../design/Query';
import { toast } from '../../design/Toasts';
import { useForm } from '../../design/useForm';
import { T } from '../../texts';
import { useMyDraft } from './useChangeMe';

const preferencesOf = ({ preferences }: Schemas['CustomerView']) => ({ liked: preferences.categories, emails: preferences.emailOptIn });

/** What somebody likes to see, and whether to be told of it. */
export function Preferences({ me }: { me: Schemas['CustomerView'] }) {
  const categories = useQuery<Schemas['CategoryPage']>({ queryKey: ['categories'], queryFn: () => answer(api.GET('/api/v1/categories')), staleTime: 60_000 });
  const { draft: { liked, emails }, change, save } = useMyDraft(me, preferencesOf);
  const form = useForm(async () => {
    await save({ preferences: { categories: [...liked], emailOptIn: emails } });
    toast(T.common.saved);
  });
  return (
    <form {...form.props} className="card stack-l account-form">
      {form.failure && <Notice kind="bad">{form.failure}</Notice>}
      <fieldset className="stack-s">
        <legend className="label account-legend">{T.account.likedCategories}</legend>
        <Query of={categories}>
          {page => (
            <div className="account-checks">
              {/* What is preferred stays to be seen when there is nothing in it any more. */}
              {[...new Set([...page.items.map(c => c.name), ...me.preferences.categories])].map(name => (
                <Check key={name} label={name} checked={liked.includes(name)} onChange={e => change({ liked: e.target.checked ? [...liked, name] : liked.filter(l => l !== name) })} />
              ))}
            </div>
          )}
        </Query>
      </fieldset>
      <Check label={T.account.emailOptIn} checked={emails} onChange={e => change({ emails: e.target.checked })} />
      <div className="row">
        <Button type="submit" busy={form.busy}>{T.common.save}</Button>
      </div>
    </form>
  );
}
