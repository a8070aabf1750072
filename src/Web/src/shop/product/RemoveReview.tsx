import { answer, api, type Schemas } from '../../api/client';
import { isProblem } from '../../api/problem';
import { Confirm } from '../../design/Confirm';
import { toast } from '../../design/Toasts';
import { T } from '../../texts';
import { reviewed } from './reviewed';

/** Asks once more, and takes one's own review away. */
export function RemoveReview({ own, onClose }: { own: Schemas['ReviewView']; onClose: () => void }) {
  async function remove() {
    try {
      await answer(api.DELETE('/api/v1/products/{id}/reviews/{reviewId}', { params: { path: { id: own.productId, reviewId: own.id } } }));
    } catch (error) {
      // Gone is gone, whoever did it.
      if (!isProblem(error, 'reviewNotFound')) throw error;
    }

    reviewed(own.productId, null);
    toast(T.product.removed);
    onClose();
  }

  return (
    <Confirm title={T.product.removeTitle} action={T.product.remove} onConfirm={remove} onClose={onClose}>
      <p>{T.product.removeHint}</p>
    </Confirm>
  );
}
