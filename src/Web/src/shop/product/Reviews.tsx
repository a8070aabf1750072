import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { useSession } from '../../api/session';
import { Badge } from '../../design/Badge';
import { Button, ButtonLink } from '../../design/Button';
import { Failed, Loading } from '../../design/States';
import { Stars } from '../../design/Stars';
import { date, number } from '../../format';
import { T } from '../../texts';
import type { Product } from '../catalog/catalogQueries';
import { productAddress, routes } from '../routes';
import { myReviewQuery, reviewsQuery } from './productQueries';
import { RemoveReview } from './RemoveReview';
import { ReviewForm } from './ReviewForm';

type Review = Schemas['ReviewView'];

/** What buyers say of a product, newest first, and one's own word among them. */
export function Reviews({ product }: { product: Product }) {
  const session = useSession();
  const reviews = useInfiniteQuery(reviewsQuery(product.id));
  const mine = useQuery({ ...myReviewQuery(product.id), enabled: session !== null });
  const [open, setOpen] = useState<'write' | 'remove' | null>(null);
  const own = (session !== null && mine.data) || null;
  const others = reviews.data?.pages.flatMap(p => p.items).filter(r => r.id !== own?.id) ?? [];
  const close = () => setOpen(null);
  return (
    <section className="stack reviews" id="reviews" aria-labelledby="reviews-title">
      <div className="row-between">
        <h2 id="reviews-title">{T.product.reviews}</h2>
        {product.reviewCount > 0 && (
          <p className="reviews-sum">
            <strong className="numbers" aria-hidden="true">{number(product.rating)}</strong>
            <Stars rating={product.rating} />
            <span className="soft">{T.product.reviewsCount(product.reviewCount)}</span>
          </p>
        )}
      </div>
      {own ? (
        <div className="card stack-s">
          <Shown review={own} isOwn />
          <div className="row">
            <Button kind="quiet" onClick={() => setOpen('write')}>{T.common.edit}</Button>
            <Button kind="bare" onClick={() => setOpen('remove')}>{T.product.remove}</Button>
          </div>
        </div>
      ) : session === null ? (
        <div className="row">
          <ButtonLink href={`${routes.login}?next=${encodeURIComponent(productAddress(product.id))}`} kind="quiet">{T.product.loginToWrite}</ButtonLink>
        </div>
      ) : (
        <div className="row">
          <Button kind="quiet" onClick={() => setOpen('write')}>{T.product.write}</Button>
          <span className="small soft">{T.product.whoMay}</span>
        </div>
      )}
      {reviews.data === undefined ? (
        reviews.error ? <Failed error={reviews.error} onRetry={() => void reviews.refetch()} /> : <Loading />
      ) : others.length === 0 ? (
        own === null && <p className="soft">{T.product.reviewsNone} {T.product.noReviews}</p>
      ) : (
        <ul className="plain-list reviews-list">
          {others.map(r => (
            <li key={r.id}>
              <Shown review={r} />
            </li>
          ))}
        </ul>
      )}
      {reviews.isFetchNextPageError && <Failed error={reviews.error} />}
      {reviews.hasNextPage && (
        <div className="row">
          <Button kind="quiet" busy={reviews.isFetchingNextPage} onClick={() => void reviews.fetchNextPage()}>{T.common.more}</Button>
        </div>
      )}
      {open === 'write' && <ReviewForm productId={product.id} own={own} onClose={close} />}
      {open === 'remove' && own && <RemoveReview own={own} onClose={close} />}
    </section>
  );
}

function Shown({ review, isOwn = false }: { review: Review; isOwn?: boolean }) {
  return (
    <article className="review stack-s">
      <p className="row">
        <Stars rating={review.rating} />
        <strong>{review.author ?? T.product.anonymous}</strong>
        {isOwn && <Badge tone="accent">{T.product.yours}</Badge>}
        <span className="small soft">
          <time dateTime={review.createdAt}>{date(review.createdAt)}</time>
          {review.updatedAt !== review.createdAt && `, ${T.product.edited}`}
        </span>
      </p>
      {review.text && <p className="review-text">{review.text}</p>}
    </article>
  );
}
