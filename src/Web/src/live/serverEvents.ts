/** One event of a stream of server-sent events. */
export interface ServerEvent {
  readonly event: string;
  /** Null of a mark, that only says how far the stream is. */
  readonly data: string | null;
  /** Where the stream is with it; null where it does not say. */
  readonly id: string | null;
}

/** Reads server-sent events from text that comes in any pieces. Comments, which only keep the line open, are left out. */
export function serverEvents(): (text: string) => readonly ServerEvent[] {
  let rest = '';
  return text => {
    const blocks = (rest + text).replaceAll('\r\n', '\n').split('\n\n');
    rest = blocks.pop()!;
    return blocks.flatMap(block => {
      const lines = block.split('\n').filter(line => !line.startsWith(':'));
      const of = (name: string) => lines.filter(line => line.startsWith(`${name}:`)).map(line => line.slice(name.length + 1).replace(/^ /, ''));
      const data = of('data');
      const id = of('id').at(-1) ?? null;
      return data.length === 0 && id === null ? [] : [{ event: of('event').at(-1) ?? 'message', data: data.length === 0 ? null : data.join('\n'), id }];
    });
  };
}
