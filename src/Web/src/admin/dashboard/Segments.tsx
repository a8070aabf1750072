import { useId } from 'react';

interface Shown<T extends string> {
  label: string;
  options: readonly (readonly [value: T, word: string])[];
  value: T;
  onValue: (value: T) => void;
}

/** One of a few that all stand side by side. */
export function Segments<T extends string>({ label, options, value, onValue }: Shown<T>) {
  const name = useId();
  return (
    <fieldset className="segments">
      <legend className="hidden-visually">{label}</legend>
      {options.map(([option, word]) => (
        <label key={option} className="segment">
          <input type="radio" className="hidden-visually" name={name} checked={option === value} onChange={() => onValue(option)} />
          <span>{word}</span>
        </label>
      ))}
    </fieldset>
  );
}
