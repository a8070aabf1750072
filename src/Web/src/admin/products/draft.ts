import type { Schemas } from '../../api/client';
import { amountText, parseAmount } from '../../format';

type Product = Schemas['ProductAnswer'];

/** The members of a product that can be changed, as they are typed. */
export interface Draft {
  readonly name: string;
  readonly description: string;
  readonly price: string;
  readonly category: string;
  readonly tags: string;
  readonly imageUrl: string;
}

export const members = ['name', 'description', 'price', 'category', 'tags', 'imageUrl'] as const satisfies readonly (keyof Draft)[];

export const emptyDraft: Draft = { name: '', description: '', price: '', category: '', tags: '', imageUrl: '' };

/** A product as somebody would type it. */
export const draftOf = (product: Product): Draft => ({
  name: product.name,
  description: product.description,
  price: amountText(product.price.amount, product.price.currency),
  category: product.category,
  tags: product.tags.join(', '),
  imageUrl: product.imageUrl ?? '',
});

/** Tags of a line with commas: each once. */
export const tagsOf = (text: string): string[] => [...new Set(text.split(',').map(tag => tag.trim()).filter(tag => tag !== ''))];

/** Whether two ways to type a member mean the same. */
export function isSame(member: keyof Draft, a: string, b: string, currency: string): boolean {
  if (member === 'tags') return tagsOf(a).join('\n') === tagsOf(b).join('\n');
  if (member === 'price') return a.trim() === b.trim() || (parseAmount(a, currency) !== null && parseAmount(a, currency) === parseAmount(b, currency));
  return member === 'description' ? a === b : a.trim() === b.trim();
}

/** The members of a change: those that mean something else than before. */
export function changesOf(base: Draft, mine: Draft, currency: string): Schemas['ChangeProductRequest'] {
  const is = (member: keyof Draft) => !isSame(member, base[member], mine[member], currency);
  return {
    ...(is('name') && { name: mine.name.trim() }),
    ...(is('description') && { description: mine.description }),
    ...(is('price') && { price: { amount: parseAmount(mine.price, currency), currency } }),
    ...(is('category') && { category: mine.category.trim() }),
    ...(is('tags') && { tags: tagsOf(mine.tags) }),
    ...(is('imageUrl') && mine.imageUrl.trim() !== '' && { imageUrl: mine.imageUrl.trim() }),
  };
}

/** What became of a member that two people changed, or one of them. */
export interface Conflict {
  readonly member: keyof Draft;
  readonly mine: string;
  readonly theirs: string;
}

/**
 * Puts what somebody else saved under what one typed: what only they changed is taken, what only one changed oneself stays,
 * and what both changed, to something else, is a conflict; there what one typed stays until one chooses.
 */
export function merge(base: Draft, mine: Draft, theirs: Draft, currency: string): { draft: Draft; conflicts: readonly Conflict[]; taken: readonly (keyof Draft)[] } {
  const draft = { ...mine };
  const conflicts: Conflict[] = [];
  const taken: (keyof Draft)[] = [];
  for (const member of members) {
    const isMine = !isSame(member, base[member], mine[member], currency);
    const isTheirs = !isSame(member, base[member], theirs[member], currency);
    if (!isTheirs) continue;
    if (!isMine) {
      draft[member] = theirs[member];
      taken.push(member);
    } else if (!isSame(member, mine[member], theirs[member], currency)) {
      conflicts.push({ member, mine: mine[member], theirs: theirs[member] });
    }
  }

  return { draft, conflicts, taken };
}
