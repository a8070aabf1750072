import { useEffect, useRef, useState } from 'react';
import { T } from '../../texts';
import { mostOfOne } from './most';

/** How long after the last press it is sent, in milliseconds: who presses five times means one change. */
const restFor = 350;

interface Given {
  name: string;
  value: number;
  min?: number;
  max?: number;
  /** How long it rests before it is sent; 0: at once. */
  pause?: number;
  /** Answers false where the value stays as it was. */
  onChange: (quantity: number) => Promise<boolean> | void;
}

/**
 * How many of something, to be typed or counted up and down. It is sent when it rests, when the field is left and when the
 * page is; one change after the other.
 */
export function QuantityField({ name, value, min = 1, max = mostOfOne, pause = restFor, onChange }: Given) {
  const [text, setText] = useState(String(value));
  const wanted = /^\d+$/.test(text) ? Math.min(max, Math.max(min, Number(text))) : null;
  /** What was sent last, until it is the value. */
  const sent = useRef<number | null>(null);
  const underWay = useRef(0);
  const queue = useRef(Promise.resolve());

  function send() {
    if (wanted === null || wanted === (sent.current ?? value)) return;
    sent.current = wanted;
    underWay.current++;
    queue.current = queue.current.then(async () => {
      const done = await latest.current.onChange(wanted);
      if (--underWay.current > 0 || done !== false) return;
      sent.current = null;
      setText(String(latest.current.value));
    });
  }

  // What is sent later, or when the page is left, is what was drawn last.
  const latest = useRef({ send, value, onChange });
  useEffect(() => {
    latest.current = { send, value, onChange };
  });
  useEffect(() => {
    // What is typed while an earlier change is on its way stays.
    if (underWay.current > 0) return;
    sent.current = null;
    setText(String(value));
  }, [value]);
  useEffect(() => {
    if (pause === 0) return latest.current.send();
    const timer = setTimeout(() => latest.current.send(), pause);
    return () => clearTimeout(timer);
  }, [wanted, value, pause]);
  useEffect(() => () => latest.current.send(), []);

  function leave() {
    send();
    setText(String(wanted ?? value));
  }

  return (
    <div className="quantity" role="group" aria-label={T.cart.quantityOf(name)}>
      <button type="button" className="quantity-step" aria-label={T.cart.fewer} disabled={(wanted ?? value) <= min} onClick={() => setText(String((wanted ?? value) - 1))}>−</button>
      <input
        className="quantity-input numbers"
        inputMode="numeric"
        aria-label={T.cart.quantityOf(name)}
        value={text}
        onChange={e => setText(e.target.value.replace(/\D/g, '').slice(0, 3))}
        onBlur={leave}
      />
      <button type="button" className="quantity-step" aria-label={T.cart.more} disabled={(wanted ?? value) >= max} onClick={() => setText(String((wanted ?? value) + 1))}>+</button>
    </div>
  );
}
