import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useStored } from '../../api/stored';
import { theme } from '../../app/theme';

const height = 180;

interface Shown {
  /** What it shows, in a sentence; the figures themselves stand in a table beside it. */
  label: string;
  names: readonly string[];
  values: readonly number[];
  /** A value at the axis. */
  short: (value: number) => string;
  /** A value that is pointed at. */
  full: (value: number) => string;
}

/** Values over time as bars. Colours are those of the page: it is drawn anew when they change. */
export function Chart({ label, names, values, short, full }: Shown) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const shown = useRef({ names, values, short });
  shown.current = { names, values, short };
  const [pointed, setPointed] = useState<number | null>(null);
  const look = `${useStored(theme) ?? 'system'} ${useDarkDevice()}`;

  useEffect(() => {
    const element = place.current!;
    plot.current = draw(element, shown, setPointed);
    const watch = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height }));
    watch.observe(element);
    return () => {
      watch.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [look]);

  useEffect(() => {
    plot.current?.setData([values.map((_, i) => i), [...values]]);
  }, [names, values]);

  const at = pointed !== null && pointed < values.length ? pointed : values.length - 1;
  return (
    <figure className="chart">
      <figcaption className="row-between">
        <span className="label">{label}</span>
        <span className="small soft numbers" aria-hidden="true">{values.length > 0 && `${names[at]}: ${full(values[at]!)}`}</span>
      </figcaption>
      <div ref={place} className="chart-place" role="img" aria-label={label} />
    </figure>
  );
}

function draw(element: HTMLElement, shown: { current: Pick<Shown, 'names' | 'values' | 'short'> }, point: (index: number | null) => void): uPlot {
  // Canvas knows no custom properties: the element takes the tokens, and the browser says what they come to.
  const style = getComputedStyle(element);
  const ink = style.color;
  const line = style.borderTopColor;
  const accent = style.caretColor;
  const font = `12px ${style.fontFamily}`;
  const axis = { stroke: ink, font, grid: { stroke: line, width: 1 }, ticks: { show: false } };
  return new uPlot(
    {
      width: element.clientWidth,
      height,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: { x: { time: false, range: (_, min, max) => [min - 0.6, max + 0.6] }, y: { range: (_, min, max) => [Math.min(0, min * 1.1), max > 0 ? max * 1.1 : 1] } },
      series: [{}, { width: 0, fill: accent, points: { show: false }, paths: uPlot.paths.bars!({ size: [0.7, 48], radius: 0.15 }) }],
      axes: [
        { ...axis, grid: { show: false }, size: 32, space: 56, incrs: [1, 2, 3, 4, 6, 7, 12, 14, 24, 30], values: (_, splits) => splits.map(i => shown.current.names[i] ?? '') },
        { ...axis, space: 36, size: 62, values: (_, splits) => splits.map(value => shown.current.short(value)) },
      ],
      hooks: { setCursor: [u => point(u.cursor.idx ?? null)] },
    },
    [shown.current.values.map((_, i) => i), [...shown.current.values]],
    element,
  );
}

/** Whether the device is set to dark, now and when that changes. */
function useDarkDevice(): boolean {
  const [query] = useState(() => window.matchMedia('(prefers-color-scheme: dark)'));
  const [dark, setDark] = useState(query.matches);
  useEffect(() => {
    const change = () => setDark(query.matches);
    query.addEventListener('change', change);
    return () => query.removeEventListener('change', change);
  }, [query]);
  return dark;
}
