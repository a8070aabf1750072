import { expect, it } from 'vitest';
import { alone } from './alone';

it('runs one after the other, also after one that failed', async () => {
  const course: string[] = [];
  const step = (name: string, fails: boolean) => async () => {
    course.push(`${name} begins`);
    await new Promise(resolve => setTimeout(resolve, 5));
    course.push(`${name} ends`);
    if (fails) throw new Error(name);
    return name;
  };
  const [a, b, other] = [alone('x', step('a', true)), alone('x', step('b', false)), alone('y', step('other', false))];
  await expect(a).rejects.toThrow('a');
  expect(await b).toBe('b');
  expect(await other).toBe('other');
  expect(course.filter(c => !c.startsWith('other'))).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  expect(course.indexOf('other begins')).toBeLessThan(course.indexOf('a ends'));
});
