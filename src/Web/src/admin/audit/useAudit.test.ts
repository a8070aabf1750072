import { expect, it, vi } from 'vitest';
import { api } from '../../api/client';
import { beginFollowing, followOn } from './useAudit';

it('looks on from where it looked, also where filters let nothing pass', async () => {
  const asked: (string | undefined)[] = [];
  const entries = [{ position: 7, actor: 'system' }, { position: 9, actor: 'system' }];
  vi.spyOn(api, 'GET').mockImplementation(((_: string, { params: { query } }: { params: { query: { actor?: string; after?: string } } }) => {
    asked.push(query.after);
    const passed = entries.filter(e => (query.actor === undefined || e.actor === query.actor) && e.position > Number(query.after ?? 0));
    const answer = query.after === undefined ? { items: passed.toReversed() } : { items: passed, nextAfter: passed.at(-1)?.position ?? Number(query.after) };
    return Promise.resolve({ data: answer, response: new Response() });
  }) as never);

  const filters = { actor: 'admin:1' };
  const begun = await beginFollowing(filters);
  expect(begun).toEqual({ items: [], after: 9 });
  entries.push({ position: 12, actor: 'admin:1' });
  const on = await followOn(filters, begun);
  expect([on.items.map(i => i.position), on.after]).toEqual([[12], 12]);
  await followOn(filters, on);
  expect(asked).toEqual([undefined, undefined, '9', '12']);
});
