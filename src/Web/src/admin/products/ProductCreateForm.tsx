import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '../../api/client';
import { useCommand } from '../../api/command';
import { isProblem } from '../../api/problem';
import { useStorefront } from '../../api/storefront';
import { Button, ButtonLink } from '../../design/Button';
import { Field } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { Query } from '../../design/Query';
import { explain } from '../../design/States';
import { Title } from '../../design/Title';
import { toast } from '../../design/Toasts';
import { useForm } from '../../design/useForm';
import { parseAmount } from '../../format';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { routes } from '../routes';
import { emptyDraft, tagsOf } from './draft';
import { ProductFields, wrongIn } from './ProductFields';
import { productKey } from './productKey';

/** A product that there is not yet; it is sold in the shop's one currency. */
export function ProductCreateForm() {
  return <Query of={useStorefront()}>{({ currency }) => <CreateForm currency={currency} />}</Query>;
}

function CreateForm({ currency }: { currency: string }) {
  const words = O.products;
  const client = useQueryClient();
  const command = useCommand();
  const [, navigate] = useLocation();
  const [sku, setSku] = useState('');
  const [draft, setDraft] = useState(emptyDraft);
  const form = useForm(async () => {
    if (!form.refuse({ sku: !sku.trim() && T.common.required, ...wrongIn(draft, currency) })) return;
    const body = {
      sku: sku.trim(),
      name: draft.name.trim(),
      description: draft.description,
      price: { amount: parseAmount(draft.price, currency), currency },
      category: draft.category.trim(),
      tags: tagsOf(draft.tags),
      imageUrl: draft.imageUrl.trim() || undefined,
    };
    try {
      const product = await command(header => api.POST('/api/v1/products', { params: { header }, body }));
      client.setQueryData(productKey(product.id), product);
      void client.invalidateQueries({ queryKey: ['products'] });
      void client.invalidateQueries({ queryKey: ['categories'] });
      toast(words.created);
      navigate(`${routes.products}/${product.id}`);
    } catch (error) {
      if (!isProblem(error, 'skuTaken')) throw error;
      form.refuse({ sku: explain(error) });
    }
  });
  return (
    <>
      <div className="page-head">
        <Title>{words.create}</Title>
      </div>
      <form {...form.props} className="stack products-form">
        {form.failure && <Notice kind="bad">{form.failure}</Notice>}
        <Field label={words.sku} hint={words.skuHint} name="sku" maxLength={64} value={sku} onChange={e => setSku(e.target.value)} error={form.errors['sku']} />
        <ProductFields draft={draft} onDraft={setDraft} currency={currency} errors={form.errors} />
        <div className="row">
          <Button type="submit" busy={form.busy}>{words.createIt}</Button>
          <ButtonLink kind="quiet" href={routes.products}>{T.common.cancel}</ButtonLink>
        </div>
      </form>
    </>
  );
}
