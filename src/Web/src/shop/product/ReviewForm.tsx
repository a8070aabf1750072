import { useState } from 'react';
import { answer, api, ifMatch, type Schemas } from '../../api/client';
import { useCommand } from '../../api/command';
import { isProblem } from '../../api/problem';
import { queries } from '../../app/queries';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { Field, TextField } from '../../design/Field';
import { Notice } from '../../design/Notice';
import { toast } from '../../design/Toasts';
import { useForm } from '../../design/useForm';
import { T } from '../../texts';
import { myReviewQuery } from './productQueries';
import { reviewed } from './reviewed';
import { StarsField } from './StarsField';

/** Characters that a review and a name may have. */
const mostText = 5000;
const mostAuthor = 60;

/** Writes a review of a product, or one's own anew. */
export function ReviewForm({ productId, own, onClose }: { productId: string; own: Schemas['ReviewView'] | null; onClose: () => void }) {
  const [rating, setRating] = useState(own?.rating ?? 0);
  const [text, setText] = useState(own?.text ?? '');
  const [author, setAuthor] = useState(own?.author ?? '');
  const command = useCommand();

  const form = useForm(async () => {
    if (!form.refuse({ rating: rating === 0 && T.product.starsMissing, text: text.length > mostText && T.product.textTooLong })) return;
    const body = { rating, text: text.trim(), author: author.trim() || null };
    try {
      const written = own === null
        ? await command(header => api.POST('/api/v1/products/{id}/reviews', { params: { path: { id: productId }, header }, body }))
        : await answer(api.PUT('/api/v1/products/{id}/reviews/{reviewId}', { params: { path: { id: productId, reviewId: own.id }, header: ifMatch(own.version) }, body }));
      reviewed(productId, written);
      toast(T.product.published);
      onClose();
    } catch (error) {
      // It is not as this page knew it: what there is now is fetched, and the words stay where they were typed.
      if (isProblem(error, 'alreadyReviewed', 'versionMismatch', 'reviewNotFound')) await queries.invalidateQueries({ queryKey: myReviewQuery(productId).queryKey });
      throw error;
    }
  });

  return (
    <Dialog title={own ? T.product.editTitle : T.product.write} onClose={onClose}>
      <form {...form.props} className="stack">
        {form.failure && <Notice kind="bad">{form.failure}</Notice>}
        <StarsField value={rating} onChange={setRating} error={form.errors['rating']?.[0]} />
        <TextField label={T.product.text} optional rows={6} value={text} onChange={e => setText(e.target.value)} error={form.errors['text']} />
        <Field label={T.product.author} optional hint={T.product.authorHint} maxLength={mostAuthor} autoComplete="nickname" value={author} onChange={e => setAuthor(e.target.value)} error={form.errors['author']} />
        <div className="row">
          <Button type="submit" busy={form.busy}>{own ? T.common.save : T.product.publish}</Button>
          <Button kind="quiet" onClick={onClose}>{T.common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
