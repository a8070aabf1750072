import { T } from '../texts';
import { number } from '../format';
import { Icon } from './Icon';

/** A rating, with how many gave it where that is known. */
export function Stars({ rating, count }: { rating: number; count?: number }) {
  return (
    <span className="stars small">
      <span className="row" aria-hidden="true" style={{ gap: 0 }}>
        {[1, 2, 3, 4, 5].map(n => (
          <Icon key={n} name="star" size={16} filled={rating >= n - 0.5} />
        ))}
      </span>
      <span className="hidden-visually">{T.common.stars(rating)}</span>
      {count !== undefined && <span className="soft">({number(count)})</span>}
    </span>
  );
}
