import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { Check, Field } from '../../design/Field';
import { O } from '../../texts/office';
import { useCategories } from '../parts/useCategories';
import { withKind, type Draft } from './draft';
import { ProductPicker } from './ProductPicker';

interface Form {
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  errors: Readonly<Record<string, readonly string[]>>;
  currency: string;
}

const kinds: readonly Schemas['PromotionKind'][] = ['percentage', 'amount', 'freeShipping', 'buyXGetY'];

/** Everything a promotion can say. */
export function PromotionFields({ draft, onChange, errors, currency }: Form) {
  const t = O.promotions;
  const f = t.fields;

  /** A line of input that holds one text of the draft. */
  function line(name: keyof Draft & string, props: Omit<Parameters<typeof Field>[0], 'label' | 'value' | 'onChange'> = {}): ReactNode {
    const error = errors[name] ?? errors[`${name}.amount`] ?? errors[`${name}.currency`];
    return <Field label={f[name]} {...props} value={draft[name] as string} error={error} onChange={e => onChange({ [name]: e.target.value })} />;
  }

  function check(name: 'firstOrder' | 'exclusive' | 'active', label: string): ReactNode {
    return <Check label={label} checked={draft[name]} onChange={e => onChange({ [name]: e.target.checked })} />;
  }

  return (
    <div className="list-cards">
      <section className="card stack" aria-labelledby="promotion-what">
        <h2 id="promotion-what">{t.parts.what}</h2>
        {line('name', { maxLength: 200, required: true })}
        {line('code', { hint: t.hints.code, optional: true, maxLength: 50, autoCapitalize: 'characters', spellCheck: false })}
        <fieldset className="list-choices">
          <legend>{f.kind}</legend>
          {kinds.map(kind => (
            <Check key={kind} type="radio" name="kind" label={t.kinds[kind]} checked={draft.kind === kind} onChange={() => onChange(withKind(draft, kind))} />
          ))}
        </fieldset>
        <div className="form-grid">
          {draft.kind === 'percentage' && line('percent', { inputMode: 'decimal' })}
          {draft.kind === 'amount' && line('amount', { inputMode: 'decimal', hint: currency })}
          {draft.kind === 'buyXGetY' && (
            <>
              {line('buy', { inputMode: 'numeric' })}
              {line('get', { inputMode: 'numeric' })}
              {line('percent', { inputMode: 'decimal', optional: true, hint: t.hints.getPercent })}
            </>
          )}
        </div>
        {check('active', t.active)}
      </section>
      <section className="card stack" aria-labelledby="promotion-for">
        <h2 id="promotion-for">{t.parts.goods}</h2>
        <p className="small soft">{t.hints.goods}</p>
        <Categories chosen={draft.categories} onChange={categories => onChange({ categories })} />
        <ProductPicker chosen={draft.products} onChange={products => onChange({ products })} error={errors['products'] ?? errors['categories']} />
        {line('minimum', { inputMode: 'decimal', optional: true, hint: t.hints.minimum(currency) })}
      </section>
      <section className="card stack" aria-labelledby="promotion-who">
        <h2 id="promotion-who">{t.parts.who}</h2>
        {check('firstOrder', t.firstOrder)}
        {line('customerGroup', { optional: true, maxLength: 200, hint: t.hints.customerGroup })}
        <div className="form-grid">
          {line('maxUses', { inputMode: 'numeric', optional: true })}
          {line('maxUsesPerCustomer', { inputMode: 'numeric', optional: true })}
        </div>
      </section>
      <section className="card stack" aria-labelledby="promotion-when">
        <h2 id="promotion-when">{t.parts.when}</h2>
        <div className="form-grid">
          {line('startsAt', { type: 'datetime-local', optional: true })}
          {line('endsAt', { type: 'datetime-local', optional: true })}
        </div>
        {line('priority', { inputMode: 'numeric', hint: t.hints.priority })}
        {check('exclusive', t.exclusive)}
      </section>
    </div>
  );
}

/** The categories it is for; also one that no product has any more, for it is still said. */
function Categories({ chosen, onChange }: { chosen: readonly string[]; onChange: (chosen: readonly string[]) => void }) {
  const t = O.promotions;
  const names = [...new Set([...useCategories(), ...chosen])];
  return (
    <fieldset className="list-choices">
      <legend>{t.fields.categories}</legend>
      {names.map(name => (
        <Check key={name} label={name} checked={chosen.includes(name)} onChange={e => onChange(e.target.checked ? [...chosen, name] : chosen.filter(c => c !== name))} />
      ))}
    </fieldset>
  );
}
