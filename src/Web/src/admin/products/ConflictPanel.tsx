import { useEffect, useRef } from 'react';
import { Button } from '../../design/Button';
import { Icon } from '../../design/Icon';
import { dateTime } from '../../format';
import { O } from '../../texts/office';
import type { Conflict } from './draft';

interface Shown {
  conflicts: readonly Conflict[];
  /** When the other change was saved. */
  at: string;
  onChoose: (conflict: Conflict, takeTheirs: boolean) => void;
  onChooseAll: (takeTheirs: boolean) => void;
}

/** What somebody else saved beside what one typed oneself; one of both is chosen, for each or for all. */
export function ConflictPanel({ conflicts, at, onChoose, onChooseAll }: Shown) {
  const words = O.products;
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  return (
    <section ref={panel} className="conflict stack" role="alert" tabIndex={-1} aria-labelledby="conflict">
      <div className="row">
        <Icon name="warn" />
        <h2 id="conflict" className="panel-head">{words.conflictTitle}</h2>
      </div>
      <p>{words.conflict(dateTime(at))}</p>
      {conflicts.map(conflict => (
        <div key={conflict.member} className="conflict-member" role="group" aria-label={words.members[conflict.member]}>
          <h3 className="label">{words.members[conflict.member]}</h3>
          <div className="conflict-side">
            <span className="small soft">{words.mine}</span>
            <p className="conflict-value">{conflict.mine || words.empty}</p>
            <Button small kind="quiet" onClick={() => onChoose(conflict, false)}>{words.keepMine}</Button>
          </div>
          <div className="conflict-side">
            <span className="small soft">{words.theirs}</span>
            <p className="conflict-value">{conflict.theirs || words.empty}</p>
            <Button small kind="quiet" onClick={() => onChoose(conflict, true)}>{words.takeTheirs}</Button>
          </div>
        </div>
      ))}
      {conflicts.length > 1 && (
        <div className="row">
          <Button small kind="quiet" onClick={() => onChooseAll(false)}>{words.keepAllMine}</Button>
          <Button small kind="quiet" onClick={() => onChooseAll(true)}>{words.takeAllTheirs}</Button>
        </div>
      )}
    </section>
  );
}
