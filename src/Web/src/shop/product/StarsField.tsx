import { useId } from 'react';
import { Icon } from '../../design/Icon';
import { T } from '../../texts';

/** One to five stars, as one choice of five: arrow keys go through them. */
export function StarsField({ value, error, onChange }: { value: number; error: string | undefined; onChange: (stars: number) => void }) {
  const id = useId();
  return (
    <fieldset className="field" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="label">{T.product.stars}</legend>
      <div className="stars-field">
        {[1, 2, 3, 4, 5].map(n => (
          <label key={n} className="stars-choice">
            <input type="radio" name={id} value={n} checked={value === n} aria-invalid={error ? true : undefined} onChange={() => onChange(n)} />
            <span className="hidden-visually">{T.product.star(n)}</span>
            <Icon name="star" size={30} filled={n <= value} />
          </label>
        ))}
      </div>
      {error && <span className="field-error" id={`${id}-error`}>{error}</span>}
    </fieldset>
  );
}
