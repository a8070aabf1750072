import { Field } from '../../design/Field';
import { O } from '../../texts/office';
import type { Pieces } from './allowed';

interface Shown {
  legend: string;
  pieces: readonly Pieces[];
  counts: Readonly<Record<string, number>>;
  onCounts: (counts: Record<string, number>) => void;
  error?: string | readonly string[] | undefined;
}

/** How many of each; all of them until somebody says otherwise. */
export function PiecesFields({ legend, pieces, counts, onCounts, error }: Shown) {
  return (
    <fieldset className="stack-s">
      <legend className="label">{legend}</legend>
      {pieces.map((p, i) => (
        <div key={p.productId} className="order-pieces">
          <span>{p.name}</span>
          <Field
            type="number"
            min={0}
            max={p.quantity}
            label={O.orders.piecesOf(p.name)}
            labelHidden
            value={counts[p.productId] ?? p.quantity}
            onChange={e => onCounts({ ...counts, [p.productId]: Math.max(0, Math.min(p.quantity, Math.trunc(Number(e.target.value)) || 0)) })}
            error={i === 0 ? error : undefined}
          />
          <span className="soft small">{O.orders.of(p.quantity)}</span>
        </div>
      ))}
    </fieldset>
  );
}
