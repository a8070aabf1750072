import { useId } from 'react';
import { T } from '../../texts';
import { stepped } from './quantities';

/** How many: typed, or one more and one less. */
export function Quantity({ value, most, error, onChange }: { value: string; most: number; error: string | undefined; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{T.product.quantity}</label>
      <div className="quantity">
        <button type="button" aria-label={T.product.fewer} disabled={Number(value) <= 1} onClick={() => onChange(stepped(value, -1, most))}>−</button>
        <input
          id={id}
          className="numbers"
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          value={value}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={e => onChange(e.target.value)}
          onKeyDown={e => {
            if (e.key !== 'ArrowUp' && e.key !== 'ArrowDown') return;
            e.preventDefault();
            onChange(stepped(value, e.key === 'ArrowUp' ? 1 : -1, most));
          }}
        />
        <button type="button" aria-label={T.product.oneMore} disabled={Number(value) >= most} onClick={() => onChange(stepped(value, 1, most))}>+</button>
      </div>
      {error && <span className="field-error" id={`${id}-error`} role="alert">{error}</span>}
    </div>
  );
}
