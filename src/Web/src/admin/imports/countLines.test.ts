import { expect, it } from 'vitest';
import { countLines } from './countLines';

it('counts the lines of a file, also the last one without an end', async () => {
  expect(await countLines(new Blob(['sku\r\nA\r\nB']))).toBe(3);
  expect(await countLines(new Blob(['sku']))).toBe(1);
  expect(await countLines(new Blob(['x\n'.repeat(200_000)]))).toBe(200_001);
});
