import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from './lines-of.js';

async function* pieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (let turn = 0; from < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(from, from + size);
    from += size;
  }
}

async function read(bytes: Uint8Array, sizes: readonly number[], onBytes: (done: number) => void = () => {}): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(pieces(bytes, sizes), onBytes)) {
    lines.push(line);
  }
  return lines;
}

describe('lines', () => {
  it('are the same however the bytes come in', async () => {
    const line = fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed() && !text.includes('\n') && !text.startsWith('\uFEFF'));
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.boolean(), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async (lines, isEnded, sizes) => {
        const text = lines.join('\n') + (isEnded && lines.length > 0 ? '\n' : '');
        // An end of line ends a line; what stands after the last one is one only where there is something.
        const expected = text === '' ? [] : text.split('\n').slice(0, text.endsWith('\n') ? -1 : undefined);
        expect(await read(Buffer.from(text), sizes)).toEqual(expected);
      }),
    );
  });

  it('that are no UTF-8 are refused with their number', async () => {
    const bytes = Uint8Array.of(0x61, 0x0a, 0xff, 0x0a);
    await expect(read(bytes, [1])).rejects.toMatchObject({ fault: { code: 'NOT_JSON', place: 'line 2' } });
  });

  it('tell how many bytes have come', async () => {
    const told: number[] = [];
    await read(Buffer.from('ab\ncd'), [2], (done) => told.push(done));
    expect(told).toEqual([2, 4, 5]);
  });
});
