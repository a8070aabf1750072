/** The first moment of a day as the reader's clock has it; null for what is no day. */
export function dayStart(day: string): string | null {
  const at = parse(day);
  return at === null ? null : at.toISOString();
}

/** The first moment after a day: lists leave out their end, people mean the whole day. */
export function dayEnd(day: string): string | null {
  const at = parse(day);
  if (at === null) return null;
  at.setDate(at.getDate() + 1);
  return at.toISOString();
}

function parse(day: string): Date | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (parts === null) return null;
  const at = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return at.getMonth() === Number(parts[2]) - 1 ? at : null;
}
