import { queries } from '../../app/queries';
import type { Schemas } from '../../api/client';
import { productQuery } from '../catalog/catalogQueries';
import { myReviewQuery, reviewsQuery } from './productQueries';

/** Takes in what became of one's own review of a product; null where it is gone. */
export function reviewed(productId: string, own: Schemas['ReviewView'] | null): void {
  queries.setQueryData(myReviewQuery(productId).queryKey, own);
  void queries.invalidateQueries({ queryKey: reviewsQuery(productId).queryKey });
  void queries.invalidateQueries({ queryKey: productQuery(productId).queryKey, exact: true });
  void queries.invalidateQueries({ queryKey: ['me', 'reviews'] });
}
