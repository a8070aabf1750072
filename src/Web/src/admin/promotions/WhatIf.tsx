import { useState } from 'react';
import { Link } from 'wouter';
import { answer, api, type Schemas } from '../../api/client';
import { isId } from '../../api/ids';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { Check, Field, TextField } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { Empty } from '../../design/States';
import { TableScroll } from '../../design/TableScroll';
import { useForm } from '../../design/useForm';
import { money, number, share } from '../../format';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { dayEnd, dayStart } from '../parts/days';
import { useAreas } from '../useAreas';
import { check, requestOf, type Draft } from './draft';
import { dayAgo, idsOf, together } from './whatIf';

type Over = 'time' | 'orders' | 'carts';

/** Carts looked at in one go; each is a request of its own. */
const mostCarts = 20;

/** Tries the promotion as it stands in the form over past orders or carts, and changes nothing. */
export function WhatIf({ draft, currency }: { draft: Draft; currency: string }) {
  const t = O.promotions.whatIf;
  const [over, setOver] = useState<Over>('time');
  const [from, setFrom] = useState(() => dayAgo(30, Date.now()));
  const [to, setTo] = useState('');
  const [ids, setIds] = useState('');
  const [shown, setShown] = useState<{ answer: Schemas['WhatIfAnswer']; over: Over } | null>(null);
  const form = useForm(async () => {
    const wrong = Object.values(check({ ...draft, name: draft.name || t.title }, currency)).some(Boolean);
    const named = idsOf(ids);
    const badIds = over !== 'time' && (named.length === 0 ? T.common.required : !named.every(isId) ? t.badIds : over === 'carts' && named.length > mostCarts && t.tooManyCarts(mostCarts));
    setShown(null);
    if (!form.refuse({ from: over === 'time' && from === '' && T.common.required, to: over === 'time' && to !== '' && to < from && t.badTo, ids: badIds, draft: wrong && t.badDraft })) return;
    const promotion = { ...requestOf(draft, currency), name: draft.name.trim() || t.title };
    const ask = (about: Schemas['WhatIfPromotionRequest']) => answer(api.POST('/api/v1/promotions/what-if', { body: { promotion, ...about } }));
    if (over === 'carts') setShown({ answer: together(await Promise.all(named.map(cartId => ask({ cartId }))), currency), over });
    else if (over === 'orders') setShown({ answer: await ask({ orderIds: named }), over });
    else setShown({ answer: await ask({ from: dayStart(from), to: dayEnd(to) }), over });
  });
  const wrongDraft = form.errors['draft']?.[0];
  return (
    <section className="card stack">
      <h2>{t.title}</h2>
      <p className="soft">{t.hint}</p>
      <form {...form.props} className="stack">
        {form.failure && <Notice kind="bad">{wrongDraft ?? form.failure}</Notice>}
        <fieldset className="list-choices">
          <legend>{t.over}</legend>
          {(['time', 'orders', 'carts'] as const).map(name => (
            <Check key={name} type="radio" name="over" label={t.overs[name]} checked={over === name} onChange={() => setOver(name)} />
          ))}
        </fieldset>
        {over === 'time' ? (
          <div className="form-grid">
            <Field label={t.from} type="date" value={from} onChange={e => setFrom(e.target.value)} error={form.errors['from']} />
            <Field label={t.to} type="date" optional value={to} onChange={e => setTo(e.target.value)} error={form.errors['to']} />
          </div>
        ) : (
          <TextField label={over === 'orders' ? t.orderIds : t.cartIds} hint={t.idsHint} value={ids} onChange={e => setIds(e.target.value)} error={form.errors['ids'] ?? form.errors['orderIds'] ?? form.errors['cartId']} spellCheck={false} className="input mono" />
        )}
        <div className="row"><Button type="submit" kind="quiet" busy={form.busy}>{t.ask}</Button></div>
      </form>
      <div aria-live="polite">{shown && <Result {...shown} />}</div>
    </section>
  );
}

function Result({ answer: result, over }: { answer: Schemas['WhatIfAnswer']; over: Over }) {
  const t = O.promotions.whatIf;
  const areas = useAreas();
  const mayOpen = over !== 'carts' && areas.includes('orders');
  if (result.items.length === 0) return <Empty title={t.nothing} icon="search" />;
  const applied = result.items.filter(item => item.applied).length;
  return (
    <div className="stack">
      <dl className="what-if-sum">
        <div><dt>{t.before}</dt><dd>{money(result.before)}</dd></div>
        <div><dt>{t.after}</dt><dd>{money(result.after)}</dd></div>
        <div>
          <dt>{t.difference}</dt>
          <dd>
            {money(result.difference)}
            {result.before.amount > 0 && <span className="small soft"> ({share(result.difference.amount / result.before.amount)})</span>}
          </dd>
        </div>
        <div><dt>{t.applies}</dt><dd>{number(applied)} / {number(result.items.length)}</dd></div>
      </dl>
      {result.more && <Notice kind="warn">{t.more(result.items.length)}</Notice>}
      <TableScroll label={t.title}>
        <thead>
          <tr>
            <th scope="col">{over === 'carts' ? t.cart : t.order}</th>
            {over !== 'carts' && <th scope="col" className="end">{t.charged}</th>}
            <th scope="col" className="end">{t.before}</th>
            <th scope="col" className="end">{t.after}</th>
            <th scope="col" className="end">{t.difference}</th>
            <th scope="col">{t.outcome}</th>
          </tr>
        </thead>
        <tbody>
          {result.items.map(item => (
            <tr key={item.id}>
              <th scope="row" className="mono no-wrap">{mayOpen ? <Link href={`/orders/${item.id}`}>{item.id}</Link> : item.id}</th>
              {over !== 'carts' && <td className="end">{item.charged ? money(item.charged) : '–'}</td>}
              <td className="end">{money(item.before)}</td>
              <td className="end">{money(item.after)}</td>
              <td className="end">{money(item.difference)}</td>
              <td>
                {item.applied ? <Badge tone="good">{t.applied}</Badge> : (
                  <span className="soft">{item.problem ? t.noPrice : (O.promotions.reasons[item.reason ?? ''] ?? item.reason)}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </TableScroll>
    </div>
  );
}
