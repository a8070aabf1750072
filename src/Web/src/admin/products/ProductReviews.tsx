import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, ifMatch, type Schemas } from '../../api/client';
import { Button } from '../../design/Button';
import { Confirm } from '../../design/Confirm';
import { Pager, usePages } from '../../design/Pager';
import { Query } from '../../design/Query';
import { Stars } from '../../design/Stars';
import { Empty } from '../../design/States';
import { toast } from '../../design/Toasts';
import { date } from '../../format';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { productKey } from './productKey';

/** What buyers say of a product; what has no place in a shop can be taken away. */
export function ProductReviews({ product }: { product: Schemas['ProductAnswer'] }) {
  const words = O.products;
  const pages = usePages(product.id);
  const [leaving, setLeaving] = useState<Schemas['ReviewView'] | null>(null);
  const reviews = useQuery({
    queryKey: ['reviews', product.id, pages.cursor],
    queryFn: () => answer(api.GET('/api/v1/products/{id}/reviews', { params: { path: { id: product.id }, query: { limit: '20', cursor: pages.cursor } } })),
    placeholderData: keepPreviousData,
  });
  return (
    <section className="stack" aria-label={words.tabs.reviews}>
      <Query of={reviews}>
        {page =>
          page.items.length === 0 ? (
            <Empty title={words.noReviews} icon="star" />
          ) : (
            <ul className="plain-list stack-s">
              {page.items.map(review => (
                <li key={review.id} className="card row-between products-review">
                  <div className="stack-s">
                    <span className="row"><Stars rating={review.rating} /><strong>{review.author ?? words.anonymous}</strong><span className="small soft">{date(review.createdAt)}</span></span>
                    {review.text && <p className="products-text">{review.text}</p>}
                  </div>
                  <Button small kind="danger" onClick={() => setLeaving(review)} aria-label={words.removeReviewOf(review.author ?? words.anonymous)}>{T.common.remove}</Button>
                </li>
              ))}
            </ul>
          )
        }
      </Query>
      <Pager pages={pages} next={reviews.data?.nextCursor} />
      {leaving && <RemoveReview review={leaving} onClose={() => setLeaving(null)} />}
    </section>
  );
}

function RemoveReview({ review, onClose }: { review: Schemas['ReviewView']; onClose: () => void }) {
  const words = O.products;
  const client = useQueryClient();

  async function remove() {
    try {
      await answer(api.DELETE('/api/v1/products/{id}/reviews/{reviewId}', { params: { path: { id: review.productId, reviewId: review.id }, header: ifMatch(review.version) } }));
    } finally {
      // Also where it failed: somebody may have changed or removed it meanwhile.
      void client.invalidateQueries({ queryKey: ['reviews', review.productId] });
    }

    toast(words.reviewRemoved);
    void client.invalidateQueries({ queryKey: productKey(review.productId) });
    onClose();
  }

  return (
    <Confirm title={words.removeReview} action={T.common.remove} onConfirm={remove} onClose={onClose}>
      <Stars rating={review.rating} />
      {review.text && <p className="products-text">{review.text}</p>}
      <p>{words.removeReviewHint}</p>
    </Confirm>
  );
}
