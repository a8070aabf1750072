import { useState } from 'react';
import { answer, api, ifMatch, type Schemas } from '../../api/client';
import { isProblem } from '../../api/problem';
import { Button } from '../../design/Button';
import { Confirm } from '../../design/Confirm';
import { toast } from '../../design/Toasts';
import { O } from '../../texts/office';

interface Shown {
  product: Schemas['ProductAnswer'];
  onRemoved: (product: Schemas['ProductAnswer']) => void;
  onConflict: () => void;
}

/** Takes a product off sale, for good: the store brings none back. */
export function RemoveProduct({ product, onRemoved, onConflict }: Shown) {
  const words = O.products;
  const [open, setOpen] = useState(false);

  async function remove() {
    try {
      await answer(api.DELETE('/api/v1/products/{id}', { params: { path: { id: product.id }, header: ifMatch(product.version) } }));
    } catch (error) {
      if (isProblem(error, 'versionMismatch', 'productRemoved')) onConflict();
      throw error;
    }

    setOpen(false);
    toast(words.removed);
    onRemoved({ ...product, active: false, version: product.version + 1 });
  }

  return (
    <>
      <Button kind="danger" onClick={() => setOpen(true)}>{words.remove}</Button>
      {open && (
        <Confirm title={words.removeTitle(product.name)} action={words.remove} onConfirm={remove} onClose={() => setOpen(false)}>
          <p>{words.removeHint}</p>
        </Confirm>
      )}
    </>
  );
}
