import { expect, it, vi } from 'vitest';
import { api } from '../../api/client';
import { readInbox } from './inboxQuery';

it('reads the inbox to its end, and on from there', async () => {
  const inbox = Array.from({ length: 2050 }, (_, i) => ({ position: i + 1 }));
  const asked: (string | undefined)[] = [];
  vi.spyOn(api, 'GET').mockImplementation(((_: string, { params }: { params: { query: { after?: string } } }) => {
    const { after } = params.query;
    asked.push(after);
    const items = inbox.slice(Number(after ?? 0), Number(after ?? 0) + 100);
    return Promise.resolve({ data: { items, nextAfter: items.at(-1)?.position ?? Number(after ?? 0) }, response: new Response() });
  }) as never);

  const first = await readInbox(undefined);
  expect([first.isWhole, first.items.length, asked.length]).toEqual([false, 2000, 20]);
  const second = await readInbox(first);
  expect([second.isWhole, second.items.at(-1)?.position, asked.slice(20)]).toEqual([true, 2050, ['2000']]);
  inbox.push({ position: 2051 });
  const third = await readInbox(second);
  expect([third.items.length, third.items.at(-1)?.position, asked.slice(21)]).toEqual([2051, 2051, ['2050']]);
  expect((await readInbox(third)).items).toHaveLength(2051);
});
