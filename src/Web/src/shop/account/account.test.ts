import { expect, it } from 'vitest';
import { clientName } from './clientName';
import { nextOf, withNext } from './next';

it('leads on within the shop alone', () => {
  expect(nextOf('next=%2Fcheckout')).toBe('/checkout');
  expect(nextOf('next=%2Forders%3Fstatus%3Dpaid')).toBe('/orders?status=paid');
  for (const away of ['https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example', 'javascript:alert(1)', '', '/login', '/register?next=/login'])
    expect(nextOf(`next=${encodeURIComponent(away)}`), away).toBe('/account');
  expect(nextOf('')).toBe('/account');
});

it('takes along where to go from one door to the other', () => {
  expect(withNext('/register', 'next=%2Fcheckout')).toBe('/register?next=%2Fcheckout');
  expect(withNext('/register', '')).toBe('/register');
});

it('names programs as people know them', () => {
  expect(clientName('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36')).toBe('Chrome, Linux');
  expect(clientName('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1')).toBe('Safari, iOS');
  expect(clientName('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0')).toBe('Edge, Windows');
  expect(clientName('curl/8.5.0')).toBe('curl');
  expect(clientName('')).toBeNull();
});
