import { useEffect, useId, useRef, type ReactNode } from 'react';
import { T } from '../texts';
import { Button } from './Button';
import { Icon } from './Icon';

/** A dialog over the page while it is mounted. The browser keeps the focus in it, closes it by Escape and gives the focus back. */
export function Dialog({ title, onClose, wide = false, children }: { title: ReactNode; onClose: () => void; wide?: boolean; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current!;
    const before = document.activeElement;
    element.showModal();
    return () => {
      element.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={event => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="stack">
        <div className="dialog-head">
          <h2 id={id}>{title}</h2>
          <Button kind="bare" small onClick={onClose} aria-label={T.common.close}>
            <Icon name="close" />
          </Button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
