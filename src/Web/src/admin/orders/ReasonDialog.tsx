import { useState, type ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { Field } from '../../design/Field';
import { useForm } from '../../design/useForm';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { ActionDialog } from './ActionDialog';

interface Shown {
  title: string;
  order: Schemas['OrderView'];
  /** Sends it with the reason; throws the problem. */
  send: (reason: string) => Promise<void>;
  optional?: boolean;
  onClose: () => void;
  children?: ReactNode;
}

/** Asks why, before something ends. */
export function ReasonDialog({ title, order, send, optional, onClose, children }: Shown) {
  const [reason, setReason] = useState('');
  const form = useForm(async () => {
    if (!form.refuse({ reason: !optional && !reason.trim() && T.common.required })) return;
    await send(reason.trim());
  });
  return (
    <ActionDialog title={title} submit={title} danger {...{ order, form, onClose }}>
      {children}
      <Field label={O.orders.reason} optional={optional} value={reason} maxLength={500} onChange={e => setReason(e.target.value)} error={form.errors['reason']} />
    </ActionDialog>
  );
}
