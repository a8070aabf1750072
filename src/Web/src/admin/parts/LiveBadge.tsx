import { Badge } from '../../design/Badge';
import type { LiveState } from '../../live/state';
import { O } from '../../texts/office';
import './parts.css';

const tones = { connecting: 'plain', live: 'good', lost: 'warn', off: 'plain' } as const;

/** Whether what is shown moves by itself just now. */
export function LiveBadge({ state }: { state: LiveState }) {
  return (
    <span role="status">
      <Badge tone={tones[state]}>
        <span className="live-dot" data-live={state === 'live'} aria-hidden="true" />
        {O.dashboard.feed[state]}
      </Badge>
    </span>
  );
}
