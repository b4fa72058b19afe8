import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.js';
import { specificationCheckpoint } from './public-notes.fixture.js';

const example: Checkpoint = {
  origin: 'example.com/behind-the-sofa',
  size: 20_852_163,
  root: '0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62',
};
const { text } = specificationCheckpoint;
const base64 = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';

describe('a checkpoint', () => {
  it('is that of the specification', () => {
    expect(formatCheckpoint(example)).toBe(text);
    expect(parseCheckpoint(text)).toEqual(example);
  });

  it('is read back as it was written', () => {
    const checkpoints = fc.record({
      origin: fc.string({ minLength: 1, unit: 'grapheme' }),
      size: fc.maxSafeNat(),
      root: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex')),
    });
    fc.assert(
      fc.property(checkpoints, (checkpoint) => {
        expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint);
      }),
    );
  });

  it('may have further lines, which are not told', () => {
    expect(parseCheckpoint(`${text}one line\nanother\n`)).toEqual(example);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['an empty line', '\n'],
    ['two lines', 'a\n1\n'],
    ['a missing last line end', text.slice(0, -1)],
    ['an empty origin', `\n1\n${base64}\n`],
    ['an empty line after it', `${text}\n`],
    ['an empty line among further ones', `${text}a\n\nb\n`],
    ['line ends of Windows', text.replaceAll('\n', '\r\n')],
    ['a control character in the origin', `a\u0000\n1\n${base64}\n`],
    ['half a surrogate pair', `a\ud800\n1\n${base64}\n`],
    ['an empty size', `a\n\n${base64}\n`],
    ['a leading zero', `a\n01\n${base64}\n`],
    ['two zeros', `a\n00\n${base64}\n`],
    ['a sign', `a\n+1\n${base64}\n`],
    ['a negative size', `a\n-1\n${base64}\n`],
    ['a decimal', `a\n1.0\n${base64}\n`],
    ['an exponent', `a\n1e3\n${base64}\n`],
    ['a hexadecimal size', `a\n0x1\n${base64}\n`],
    ['a blank beside the size', `a\n1 \n${base64}\n`],
    ['digits of another alphabet', `a\n\u0661\n${base64}\n`],
    ['a size from 2^53 on', `a\n9007199254740992\n${base64}\n`],
    ['a size of 20 digits', `a\n18446744073709551615\n${base64}\n`],
    ['an empty root', 'a\n1\n\nb\n'],
    ['a root of 31 bytes', `a\n1\n${btoa('x'.repeat(31))}\n`],
    ['a root of 33 bytes', `a\n1\n${btoa('x'.repeat(33))}\n`],
    ['a root without padding', `a\n1\n${base64.slice(0, -1)}\n`],
    ['a root in base64url', `a\n1\n${base64.replaceAll('/', '_')}\n`],
    ['a root with a bit too much', `a\n1\n${base64.replace('2I=', '2J=')}\n`],
    ['a root in hex', `a\n1\n${example.root}\n`],
  ])('is not %s', (_name, other) => {
    expect(parseCheckpoint(other)).toBeNull();
  });

  it.each<[string, Partial<Checkpoint>]>([
    ['an empty origin', { origin: '' }],
    ['an origin of two lines', { origin: 'a\nb' }],
    ['an origin with a control character', { origin: 'a\r' }],
    ['an origin with half a surrogate pair', { origin: '\ud800' }],
    ['a negative size', { size: -1 }],
    ['half a leaf', { size: 0.5 }],
    ['no number', { size: Number.NaN }],
    ['a size from 2^53 on', { size: 2 ** 53 }],
    ['a short root', { root: example.root.slice(2) }],
    ['a root in capitals', { root: example.root.toUpperCase() }],
  ])('is not written with %s', (_name, changed) => {
    expect(() => formatCheckpoint({ ...example, ...changed })).toThrow(RangeError);
  });
});
