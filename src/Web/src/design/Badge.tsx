import type { ReactNode } from 'react';
import type { Schemas } from '../api/client';
import { T } from '../texts';

type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'accent';

/** A word that stands out by its tone, which says nothing that the word does not. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={tone === 'plain' ? 'badge' : `badge badge-${tone}`}>{children}</span>;
}

const orderTones: Record<Schemas['OrderStatus'], Tone> = {
  pending: 'warn',
  paid: 'accent',
  partiallyShipped: 'accent',
  shipped: 'accent',
  delivered: 'good',
  returned: 'plain',
  cancelled: 'bad',
  expired: 'bad',
};

/** Where an order stands. */
export const OrderBadge = ({ status }: { status: Schemas['OrderStatus'] }) => <Badge tone={orderTones[status]}>{T.orderStatus[status]}</Badge>;

const paymentTones: Record<Schemas['PaymentStatus'], Tone> = {
  pending: 'warn',
  authorised: 'accent',
  captured: 'good',
  declined: 'bad',
  voided: 'plain',
  partiallyRefunded: 'plain',
  refunded: 'plain',
};

/** Where an order's payment stands. */
export const PaymentBadge = ({ status }: { status: Schemas['PaymentStatus'] }) => <Badge tone={paymentTones[status]}>{T.paymentStatus[status]}</Badge>;
