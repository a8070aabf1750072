import { expect, it } from 'vitest';
import { isRefusal } from './refusal';

const said = (status: number, code: string) => `An unexpected error occurred invoking 'Follow' on the server. HubException: ${JSON.stringify({ status, code })}`;

it('knows what will not be let through from what may be later', () => {
  expect(isRefusal(said(404, 'orderNotFound'))).toBe(true);
  expect(isRefusal(said(403, 'forbidden'))).toBe(true);
  for (const later of [said(429, 'rateLimited'), said(408, 'requestTimeout'), said(503, 'timeout'), said(401, 'invalidToken'), 'WebSocket closed with status code: 1006 (no reason given).'])
    expect(isRefusal(later), later).toBe(false);
});
