import { useState, type ReactNode } from 'react';
import { T } from '../texts';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { Field } from './Field';
import { Notice } from './Notice';
import { useForm } from './useForm';

interface Asked {
  title: ReactNode;
  /** What the button that does it says. */
  action: string;
  /** Does it; what it throws is shown, and the dialog stays. */
  onConfirm: () => Promise<void>;
  onClose: () => void;
  /** What has to be typed first, where a slip would be bad. */
  typed?: { label: string; text: string };
  danger?: boolean;
  children?: ReactNode;
}

/** Asks once more before something that cannot be taken back. */
export function Confirm({ title, action, onConfirm, onClose, typed, danger = true, children }: Asked) {
  const [text, setText] = useState('');
  const form = useForm(async () => {
    if (typed && !form.refuse({ typed: text.trim() !== typed.text && T.common.typedWrong })) return;
    await onConfirm();
  });
  return (
    <Dialog title={title} onClose={onClose}>
      <form {...form.props} className="stack">
        {children}
        {form.failure && !form.errors['typed'] && <Notice kind="bad">{form.failure}</Notice>}
        {typed && (
          <Field label={typed.label} hint={<span className="mono">{typed.text}</span>} value={text} onChange={e => setText(e.target.value)} error={form.errors['typed']} autoComplete="off" autoCapitalize="off" spellCheck={false} />
        )}
        <div className="row">
          <Button type="submit" kind={danger ? 'danger' : 'main'} busy={form.busy}>{action}</Button>
          <Button kind="quiet" onClick={onClose}>{T.common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
