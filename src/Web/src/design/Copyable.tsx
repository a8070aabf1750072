import { useRef } from 'react';
import { T } from '../texts';
import { Button } from './Button';
import { toast } from './Toasts';

/** A text to be taken along, such as a key; it takes the focus, for it comes after something was done. Where the browser lets nobody copy, it is marked, so that one key press copies it. */
export function Copyable({ label, text }: { label: string; text: string }) {
  const shown = useRef<HTMLElement>(null);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      toast(T.common.copied);
    } catch {
      if (shown.current) window.getSelection()?.selectAllChildren(shown.current);
    }
  }

  return (
    <div className="stack-s">
      <span className="label">{label}</span>
      <div className="copyable">
        <code ref={shown} className="mono">{text}</code>
        <Button kind="quiet" small autoFocus onClick={() => void copy()}>{T.common.copy}</Button>
      </div>
    </div>
  );
}
