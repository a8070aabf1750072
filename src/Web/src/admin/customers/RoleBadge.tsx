import type { Schemas } from '../../api/client';
import { Badge } from '../../design/Badge';
import { O } from '../../texts/office';

const tones = { customer: 'plain', catalogManager: 'accent', admin: 'warn' } as const;

/** What an account may do. */
export const RoleBadge = ({ role }: { role: Schemas['CustomerRole'] }) => <Badge tone={tones[role]}>{O.customers.roles[role]}</Badge>;

export const roles: readonly Schemas['CustomerRole'][] = ['customer', 'catalogManager', 'admin'];
