import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { answer, api, ifMatch, type Schemas } from '../../api/client';
import { useCommand } from '../../api/command';
import { isProblem, Problem } from '../../api/problem';
import { useStorefront } from '../../api/storefront';
import { Button } from '../../design/Button';
import { Notice } from '../../design/Notice';
import { Query } from '../../design/Query';
import { Title } from '../../design/Title';
import { toast } from '../../design/Toasts';
import { useForm } from '../../design/useForm';
import { dateTime } from '../../format';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { Conflict } from './Conflict';
import { changedFields, changeOf, check, draftOf, emptyDraft, rebase, requestOf, type Draft } from './draft';
import { PromotionFields } from './PromotionFields';
import { runningOf } from './promotionWords';
import { RunningBadge } from './RunningBadge';
import { WhatIf } from './WhatIf';
import '../parts/parts.css';
import './promotions.css';

type Promotion = Schemas['PromotionAnswer'];

const keyOf = (id: string) => ['promotion', id] as const;

const fetchPromotion = (id: string) => answer(api.GET('/api/v1/promotions/{id}', { params: { path: { id } } }));

/** A promotion that is to be changed, or under `new` one that is to be made. */
export default function PromotionPage({ id }: { id: string }) {
  const storefront = useStorefront();
  const promotion = useQuery({ queryKey: keyOf(id), queryFn: () => fetchPromotion(id), enabled: id !== 'new' });
  if (id === 'new') return <Query of={storefront}>{({ currency }) => <Editor currency={currency} promotion={null} />}</Query>;
  return <Query of={storefront}>{({ currency }) => <Query of={promotion}>{p => <Editor currency={currency} promotion={p} />}</Query>}</Query>;
}

/** What the store says of one field is said at that field. */
function atItsField(error: unknown): unknown {
  const field = isProblem(error, 'invalidPromotion') ? error.body['field'] : isProblem(error, 'promotionCodeTaken') ? 'code' : undefined;
  return error instanceof Problem && typeof field === 'string' ? new Problem(error.status, { ...error.body, errors: { [field]: [T.problems[error.code] ?? error.detail] } }) : error;
}

function Editor({ currency, promotion }: { currency: string; promotion: Promotion | null }) {
  const t = O.promotions;
  const queries = useQueryClient();
  const command = useCommand();
  const [, navigate] = useLocation();
  const [now] = useState(Date.now);
  // What the form began with; a promotion that is fetched anew meanwhile does not change what somebody is typing.
  const [base, setBase] = useState(promotion);
  const before = base ? draftOf(base) : emptyDraft;
  const [draft, setDraft] = useState<Draft>(before);
  const [theirs, setTheirs] = useState<Promotion | null>(null);
  const changed = changedFields(before, draft);

  const form = useForm(async () => {
    if (!form.refuse(check(draft, currency))) return;
    try {
      if (base === null) await create();
      else await change(base);
    } catch (error) {
      throw atItsField(error);
    }
  });

  async function create() {
    const made = await command(header => api.POST('/api/v1/promotions', { params: { header }, body: requestOf(draft, currency) }));
    queries.setQueryData(keyOf(made.id), made);
    await queries.invalidateQueries({ queryKey: ['promotions'] });
    toast(t.created);
    navigate(`/promotions/${made.id}`, { replace: true });
  }

  async function change(from: Promotion) {
    try {
      const made = await answer(api.PATCH('/api/v1/promotions/{id}', { params: { path: { id: from.id }, header: ifMatch(from.version) }, body: changeOf(draftOf(from), draft, currency) }));
      begin(made);
      toast(T.common.saved);
    } catch (error) {
      if (!isProblem(error) || error.status !== 412) throw error;
      setTheirs(await fetchPromotion(from.id));
    }
  }

  function begin(made: Promotion, next = draftOf(made)) {
    setBase(made);
    setDraft(next);
    setTheirs(null);
    queries.setQueryData(keyOf(made.id), made);
    void queries.invalidateQueries({ queryKey: ['promotions'] });
  }

  return (
    <div className="stack-l">
      <div className="stack-s">
        <p className="small"><Link href="/promotions">← {t.title}</Link></p>
        <div className="row">
          <Title>{base?.name ?? t.create}</Title>
          {base && <RunningBadge running={runningOf(base, now)} />}
        </div>
        {base && <p className="small soft">{t.changedAt(dateTime(base.updatedAt))}</p>}
      </div>
      {theirs && base && (
        <Conflict
          base={draftOf(base)}
          mine={draft}
          theirs={draftOf(theirs)}
          onTheirs={() => begin(theirs)}
          onMine={() => begin(theirs, rebase(draftOf(base), draft, draftOf(theirs)))}
        />
      )}
      <form {...form.props} className="stack" aria-label={base?.name ?? t.create}>
        {form.failure && <Notice kind="bad">{form.failure}</Notice>}
        <PromotionFields draft={draft} onChange={part => setDraft(d => ({ ...d, ...part }))} errors={form.errors} currency={currency} />
        <div className="row promotion-save">
          <Button type="submit" busy={form.busy} disabled={base !== null && changed.length === 0}>{base ? T.common.save : t.add}</Button>
          {base && changed.length > 0 && <Button kind="quiet" onClick={() => setDraft(draftOf(base))}>{t.discard}</Button>}
        </div>
      </form>
      <WhatIf draft={draft} currency={currency} />
    </div>
  );
}
