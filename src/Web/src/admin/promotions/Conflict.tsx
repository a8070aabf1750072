import { useEffect, useRef } from 'react';
import { Button } from '../../design/Button';
import { Notice } from '../../design/Notice';
import { TableScroll } from '../../design/TableScroll';
import { T } from '../../texts';
import { O } from '../../texts/office';
import { changedFields, type Draft } from './draft';

interface Sides {
  /** What both began with. */
  base: Draft;
  mine: Draft;
  theirs: Draft;
  onMine: () => void;
  onTheirs: () => void;
}

const shown = (value: Draft[keyof Draft]) => (typeof value === 'boolean' ? (value ? T.common.yes : T.common.no) : typeof value === 'string' ? value || '–' : value.join(', ') || '–');

/** Somebody else was faster: what either changed, and which of it is to stay. */
export function Conflict({ base, mine, theirs, onMine, onTheirs }: Sides) {
  const t = O.promotions;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const fields = [...new Set([...changedFields(base, theirs), ...changedFields(base, mine)])];
  return (
    <div ref={place} tabIndex={-1}>
      <Notice kind="warn" title={t.conflict.title}>
        <div className="stack">
          <p>{t.conflict.text}</p>
          <TableScroll label={t.conflict.title}>
            <thead>
              <tr>
                <th scope="col">{t.conflict.field}</th>
                <th scope="col">{t.conflict.before}</th>
                <th scope="col">{t.conflict.theirs}</th>
                <th scope="col">{t.conflict.mine}</th>
              </tr>
            </thead>
            <tbody>
              {fields.map(name => (
                <tr key={name}>
                  <th scope="row">{t.fields[name]}</th>
                  <td>{shown(base[name])}</td>
                  <td>{shown(theirs[name])}</td>
                  <td>{shown(mine[name])}</td>
                </tr>
              ))}
            </tbody>
          </TableScroll>
          <div className="row">
            <Button onClick={onMine}>{t.conflict.keepMine}</Button>
            <Button kind="quiet" onClick={onTheirs}>{t.conflict.takeTheirs}</Button>
          </div>
        </div>
      </Notice>
    </div>
  );
}
