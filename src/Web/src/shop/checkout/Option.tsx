import type { ReactNode } from 'react';

/** One of a few ways to go on, as a card that can be pressed anywhere. */
export function Option({ name, checked, onChoose, end, children }: { name: string; checked: boolean; onChoose: () => void; end?: ReactNode; children: ReactNode }) {
  return (
    <label className="checkout-option">
      <input type="radio" name={name} checked={checked} onChange={onChoose} />
      <span className="checkout-option-body">{children}</span>
      {end !== undefined && <span className="numbers">{end}</span>}
    </label>
  );
}
