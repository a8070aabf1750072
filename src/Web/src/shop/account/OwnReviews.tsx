import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { answer, api, type Schemas } from '../../api/client';
import { Button } from '../../design/Button';
import { Pager, usePages } from '../../design/Pager';
import { Query } from '../../design/Query';
import { Stars } from '../../design/Stars';
import { Empty } from '../../design/States';
import { date } from '../../format';
import { T } from '../../texts';
import { LinePicture } from '../cart/LinePicture';
import { useProductBrief } from '../cart/productBrief';
import { RemoveReview } from '../product/RemoveReview';

/** What somebody wrote about products. */
export function OwnReviews() {
  const pages = usePages('');
  const reviews = useQuery<Schemas['ReviewPage']>({
    queryKey: ['me', 'reviews', 'page', pages.cursor],
    queryFn: () => answer(api.GET('/api/v1/customers/me/reviews', { params: { query: { limit: '20', ...(pages.cursor ? { cursor: pages.cursor } : {}) } } })),
    placeholderData: keepPreviousData,
  });
  return (
    <Query of={reviews}>
      {page =>
        page.items.length === 0 && pages.page === 1 ? (
          <Empty title={T.account.noReviews} icon="star">
            <p className="soft">{T.account.noReviewsHint}</p>
          </Empty>
        ) : (
          <>
            <ul className="plain-list account-list">
              {page.items.map(review => (
                <Review key={review.id} review={review} />
              ))}
            </ul>
            <Pager pages={pages} next={page.nextCursor} />
          </>
        )
      }
    </Query>
  );
}

function Review({ review }: { review: Schemas['ReviewView'] }) {
  const product = useProductBrief(review.productId);
  const [asking, setAsking] = useState(false);
  const name = product.data?.name ?? T.account.someProduct;

  return (
    <li className="account-entry">
      <div className="account-entry-picture">
        <LinePicture productId={review.productId} />
      </div>
      <div className="stack-s account-entry-body">
        <Link href={`/products/${review.productId}`} className="cart-line-link">{name}</Link>
        <Stars rating={review.rating} />
        <p>{review.text}</p>
        <span className="small soft">{date(review.updatedAt)}</span>
        <div className="row">
          <Link href={`/products/${review.productId}`} className="button button-bare">{T.common.edit}</Link>
          <Button kind="bare" onClick={() => setAsking(true)} aria-label={T.account.removeReviewOf(name)}>{T.common.remove}</Button>
        </div>
      </div>
      {asking && <RemoveReview own={review} onClose={() => setAsking(false)} />}
    </li>
  );
}
