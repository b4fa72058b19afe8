import { describe, expect, it } from 'vitest';
import { root, shown, within } from './place.js';

describe('a place', () => {
  it('is a JSON path, whatever members are called', () => {
    expect(within(within(within(root, 'councils'), 3), 'code')).toBe('$.councils[3].code');
    expect(within(root, 'a b')).toBe('$["a b"]');
    expect(within(root, '"]\n')).toBe(String.raw`$["\"]\n"]`);
    expect(within(root, 'x'.repeat(1_000)).length).toBeLessThan(100);
  });

  it.each([
    [undefined, 'nothing'],
    [null, 'null'],
    [[1, 2], 'a list of 2'],
    [{}, 'an object'],
    [1e21, '1e+21'],
    ['x'.repeat(1_000), `"${'x'.repeat(60)}…"`],
  ])('shows a value on one short line', (value, text) => {
    expect(shown(value)).toBe(text);
  });
});
