import { useEffect, useRef, useState, type ComponentProps } from 'react';
import { Field } from '../../design/Field';

/** How long somebody who types is waited for, in milliseconds. */
const patience = 350;

/** A field that tells what was typed once the typing rests, or at Enter; for filters, each of which asks the store. */
export function LateField({ value, onValue, ...field }: Omit<ComponentProps<typeof Field>, 'value' | 'onChange'> & { value: string; onValue: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const told = useRef(value);
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setTyped(value);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function tell(next: string) {
    clearTimeout(timer.current);
    if (next === told.current) return;
    told.current = next;
    onValue(next);
  }

  return (
    <Field
      {...field}
      value={typed}
      onChange={event => {
        const next = event.target.value;
        setTyped(next);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => tell(next.trim()), patience);
      }}
      onKeyDown={event => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        tell(typed.trim());
      }}
    />
  );
}
