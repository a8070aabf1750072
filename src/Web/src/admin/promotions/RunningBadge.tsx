import { Badge } from '../../design/Badge';
import { O } from '../../texts/office';
import type { Running } from './promotionWords';

const tones = { off: 'plain', planned: 'accent', ended: 'plain', usedUp: 'warn', running: 'good' } as const;

/** Where a promotion stands. */
export const RunningBadge = ({ running }: { running: Running }) => <Badge tone={tones[running]}>{O.promotions.running[running]}</Badge>;
