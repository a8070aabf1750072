import { expect, it } from 'vitest';
import { serverEvents } from './serverEvents';

it('reads events that come in pieces', () => {
  const read = serverEvents();
  expect(read('id: 1\nevent: prog')).toEqual([]);
  expect(read('ress\ndata: {"rows":1}\n\n:\n\nevent: end\nda')).toEqual([{ event: 'progress', data: '{"rows":1}', id: '1' }]);
  expect(read('ta: {"rows":2}\n\n')).toEqual([{ event: 'end', data: '{"rows":2}', id: null }]);
});

it('joins lines of data and takes ends of lines as they come', () => {
  expect(serverEvents()('data: a\r\ndata:b\r\n\r\n')).toEqual([{ event: 'message', data: 'a\nb', id: null }]);
});

it('hands out marks and leaves out what says nothing', () => {
  expect(serverEvents()('retry: 1000\n\nid: 42\n\n:\n\n')).toEqual([{ event: 'message', data: null, id: '42' }]);
});
