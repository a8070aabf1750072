import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answer, api, ifMatch, type Schemas } from '../../api/client';
import { isProblem } from '../../api/problem';
import { Button } from '../../design/Button';
import { Notice } from '../../design/Notice';
import { toast } from '../../design/Toasts';
import { useForm } from '../../design/useForm';
import { dateTime } from '../../format';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { ConflictPanel } from './ConflictPanel';
import { changesOf, draftOf, members, merge, type Conflict, type Draft } from './draft';
import { ProductFields, wrongIn } from './ProductFields';
import { productKey } from './productKey';
import { RemoveProduct } from './RemoveProduct';

type Product = Schemas['ProductAnswer'];

/**
 * Changes a product, only from the version that the typing began with. Where somebody else was faster their change is
 * laid beside what was typed, and nothing is lost before one has chosen.
 */
export function ProductEditForm({ product }: { product: Product }) {
  const words = O.products;
  const client = useQueryClient();
  const currency = product.price.currency;
  const [base, setBase] = useState(product);
  const [draft, setDraft] = useState(() => draftOf(product));
  const [conflicts, setConflicts] = useState<readonly Conflict[]>([]);
  const [taken, setTaken] = useState<readonly (keyof Draft)[]>([]);
  const changes = changesOf(draftOf(base), draft, currency);
  const isChanged = members.some(member => member in changes);

  // What was fetched anew while nothing was typed is simply what there is.
  useEffect(() => {
    if (product.version > base.version && !isChanged && conflicts.length === 0) begin(product);
  }, [product, base.version, isChanged, conflicts.length]);

  function begin(from: Product) {
    setBase(from);
    setDraft(draftOf(from));
    setConflicts([]);
    setTaken([]);
  }

  function keep(from: Product) {
    client.setQueryData<Product>(productKey(product.id), from);
    void client.invalidateQueries({ queryKey: ['products'] });
    void client.invalidateQueries({ queryKey: ['categories'] });
    void client.invalidateQueries({ queryKey: ['productHistory', product.id] });
  }

  function removed(product: Product) {
    // What was typed has nothing left to be saved to.
    begin(product);
    keep(product);
  }

  async function meet() {
    const theirs = await newer(product.id, base.version);
    const merged = merge(draftOf(base), draft, draftOf(theirs), currency);
    setBase(theirs);
    setDraft(merged.draft);
    setConflicts(merged.conflicts);
    setTaken(merged.taken);
    keep(theirs);
  }

  const form = useForm(async () => {
    if (conflicts.length > 0 || !form.refuse(wrongIn(draft, currency))) return;
    if (!isChanged) {
      toast(words.nothingChanged, 'info');
      return;
    }

    try {
      const saved = await answer(api.PATCH('/api/v1/products/{id}', { params: { path: { id: product.id }, header: ifMatch(base.version) }, body: changes }));
      begin(saved);
      keep(saved);
      toast(T.common.saved);
    } catch (error) {
      if (!isProblem(error, 'versionMismatch', 'productRemoved')) throw error;
      await meet();
      if (isProblem(error, 'productRemoved')) throw error;
    }
  });

  function choose(conflict: Conflict, takeTheirs: boolean) {
    if (takeTheirs) setDraft({ ...draft, [conflict.member]: conflict.theirs });
    const left = conflicts.filter(c => c !== conflict);
    setConflicts(left);
  }

  function chooseAll(takeTheirs: boolean) {
    if (takeTheirs) setDraft({ ...draft, ...Object.fromEntries(conflicts.map(c => [c.member, c.theirs])) });
    setConflicts([]);
  }

  return (
    <div className="stack products-form">
      <form {...form.props} className="stack">
        {form.failure && <Notice kind="bad">{form.failure}</Notice>}
        {conflicts.length > 0 && <ConflictPanel conflicts={conflicts} at={base.updatedAt} onChoose={choose} onChooseAll={chooseAll} />}
        {conflicts.length === 0 && taken.length > 0 && (
          <Notice kind="warn" title={words.conflictTitle}>
            <p>{words.takenOver(taken.map(member => words.members[member]).join(', '))}</p>
          </Notice>
        )}
        <dl className="definitions small">
          <dt>{words.sku}</dt>
          <dd className="mono">{base.sku}</dd>
          <dt>{words.updated}</dt>
          <dd>{dateTime(base.updatedAt)} · {words.version(base.version)}</dd>
        </dl>
        <ProductFields draft={draft} onDraft={setDraft} currency={currency} errors={form.errors} disabled={!base.active} />
        {base.active && (
          <div className="row">
            <Button type="submit" busy={form.busy} disabled={conflicts.length > 0}>{T.common.save}</Button>
            {isChanged && <Button kind="quiet" onClick={() => begin(base)}>{words.discard}</Button>}
          </div>
        )}
      </form>
      {/* It asks in a form of its own: within the other one, its answer would be a press of "save" too. */}
      {base.active && <div className="row list-rule"><RemoveProduct product={base} onRemoved={removed} onConflict={() => void meet()} /></div>}
    </div>
  );
}

/** A product once the read side has what came after a version; it may be some milliseconds behind. */
async function newer(id: string, than: number): Promise<Product> {
  for (let tries = 0; ; tries++) {
    const found = await answer(api.GET('/api/v1/products/{id}', { params: { path: { id } } }));
    if (found.version > than || tries === 10) return found;
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}
