import { Field, TextField } from '../../design/Field';
import { parseAmount } from '../../format';
import { T } from '../../texts';
import { O } from '../../texts/office';
import type { Draft } from './draft';
import { tagsOf } from './draft';
import { useCategories } from '../parts/useCategories';

interface Shown {
  draft: Draft;
  onDraft: (draft: Draft) => void;
  currency: string;
  errors: Readonly<Record<string, readonly string[]>>;
  disabled?: boolean;
}

/** The fields of a product that can be changed. */
export function ProductFields({ draft, onDraft, currency, errors, disabled }: Shown) {
  const words = O.products;
  const categories = useCategories();
  const field = (member: keyof Draft) => ({
    name: member,
    value: draft[member],
    disabled,
    error: errors[member] ?? Object.entries(errors).find(([name]) => name.startsWith(`${member}.`) || name.startsWith(`${member}[`))?.[1],
    onChange: (event: { target: { value: string } }) => onDraft({ ...draft, [member]: event.target.value }),
  });
  return (
    <>
      <Field label={words.name} maxLength={200} {...field('name')} />
      <TextField label={words.description} rows={6} maxLength={10_000} optional {...field('description')} />
      <div className="form-grid">
        <Field label={words.priceIn(currency)} inputMode="decimal" {...field('price')} />
        <Field label={words.category} maxLength={64} list="product-categories" {...field('category')} />
      </div>
      <datalist id="product-categories">
        {categories.map(name => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Field label={words.tags} hint={words.tagsHint} optional {...field('tags')} />
      <Field label={words.imageUrl} hint={words.imageHint} type="url" maxLength={2000} optional {...field('imageUrl')} />
    </>
  );
}

/** What is wrong with a draft before it is sent. */
export function wrongIn(draft: Draft, currency: string): Record<string, string | null> {
  const words = O.products;
  const price = parseAmount(draft.price, currency);
  return {
    name: draft.name.trim() ? null : T.common.required,
    price: price !== null && price > 0 ? null : words.wrongPrice,
    category: draft.category.trim() ? null : T.common.required,
    tags: tagsOf(draft.tags).length > 20 ? words.tooManyTags : tagsOf(draft.tags).some(tag => tag.length > 64) ? words.longTag : null,
  };
}
