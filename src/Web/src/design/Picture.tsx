import { useState } from 'react';
import type { Schemas } from '../api/client';

type Shown = Pick<Schemas['ProductAnswer'], 'id' | 'name' | 'category' | 'imageUrl'>;

/** Background and ink of drawn pictures; which one a product has follows from its category. */
const palettes = [
  ['#d8e8df', '#0f5c4a'],
  ['#f3e2cd', '#8a4b12'],
  ['#dbe4f3', '#2d4d8a'],
  ['#efdbe3', '#8a2d5b'],
  ['#e6e3cf', '#5c5a12'],
  ['#dde0e6', '#3a4657'],
] as const;

/**
 * A product's picture; where it has none, or it cannot be had, one that is drawn from its name. It says nothing that does
 * not stand beside it, so it has no text of its own.
 */
export function Picture({ product, eager = false }: { product: Shown; eager?: boolean }) {
  const [broken, setBroken] = useState(false);
  if (product.imageUrl && !broken)
    return <img className="picture" src={product.imageUrl} alt="" loading={eager ? 'eager' : 'lazy'} decoding="async" onError={() => setBroken(true)} />;
  const [paper, ink] = palettes[hash(product.category) % palettes.length]!;
  const seed = hash(product.id + product.name);
  const letter = [...product.name][0]?.toUpperCase() ?? '';
  return (
    <svg className="picture" viewBox="0 0 400 300" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <rect width="400" height="300" fill={paper} />
      <circle cx={60 + (seed % 280)} cy={40 + ((seed >> 4) % 220)} r={70 + ((seed >> 8) % 70)} fill={ink} opacity="0.1" />
      <circle cx={40 + ((seed >> 3) % 320)} cy={30 + ((seed >> 6) % 240)} r={30 + ((seed >> 9) % 50)} fill={ink} opacity="0.14" />
      <text x="200" y="205" textAnchor="middle" fontSize="150" fontWeight="700" fontFamily="ui-sans-serif, system-ui, sans-serif" fill={ink} opacity="0.85">{letter}</text>
    </svg>
  );
}

/** FNV-1a, 31 bits: the same picture for the same words. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h & 0x7fffffff;
}
