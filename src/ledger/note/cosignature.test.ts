import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cosign, cosignatureKey, type CosignatureRequest, verifyCosignature } from './cosignature.js';
import { ed25519Verify } from './ed25519.js';
import { noteKey } from './note-signature.js';
import { publicCosignature, specificationCheckpoint } from './public-notes.fixture.js';
import { type NoteSignature, parseSignatureLine } from './signature-line.js';
import { signatureTypes, verifierKey } from './verifier-key.js';

const request: CosignatureRequest = {
  text: specificationCheckpoint.text,
  name: 'witness.example.com/w1',
  seed: new Uint8Array(32).fill(7),
  time: 1_679_315_147,
};
const key = cosignatureKey(request.name, request.seed);

describe('a cosignature', () => {
  it('that a public witness made is verified, with its time', () => {
    const { text, name, publicKey, line, time } = publicCosignature;
    const cosignature = signatureOf(line);
    const witness = verifierKey(name, signatureTypes.cosignature, publicKey);
    expect(verifyCosignature(text, cosignature, witness)).toBe(time);
    expect(verifyCosignature(text.replace('\n5\n', '\n6\n'), cosignature, witness)).toBeNull();
  });

  it('has the shape and the time of the example of the specification', () => {
    const { signature } = signatureOf(specificationCheckpoint.witnessLine);
    expect(signature).toHaveLength(72);
    expect(cosign(request).signature.slice(0, 8)).toEqual(signature.slice(0, 8));
  });

  it('signs the message that the specification prints', () => {
    const message = `cosignature/v1\ntime 1679315147\n${specificationCheckpoint.text}`;
    const signature = cosign(request).signature.subarray(8);
    expect(ed25519Verify(key.publicKey, new TextEncoder().encode(message), signature)).toBe(true);
  });

  it('is verified for its text, time and witness alone', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.nat(72 * 8 - 1), (time, bit) => {
        const cosignature = cosign({ ...request, time });
        expect(verifyCosignature(request.text, cosignature, key)).toBe(time);
        const bytes = cosignature.signature;
        const signature = bytes.with(bit >> 3, (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)));
        expect(verifyCosignature(request.text, { ...cosignature, signature }, key)).toBeNull();
        expect(verifyCosignature(`${request.text}a\n`, cosignature, key)).toBeNull();
      }),
    );
  });

  it('is not verified by another key, name, id, type or length', () => {
    const cosignature = cosign(request);
    const { name, seed, text } = request;
    const others = [
      cosignatureKey('another', seed),
      cosignatureKey(name, new Uint8Array(32)),
      noteKey({ name, seed }),
      { ...key, publicKey: new Uint8Array(31) },
      { ...key, keyId: '00000000' },
      { ...key, type: signatureTypes.note },
    ];
    for (const other of others) {
      expect(verifyCosignature(text, cosignature, other)).toBeNull();
    }
    for (const length of [0, 8, 64, 71]) {
      const signature = cosignature.signature.slice(0, length);
      expect(verifyCosignature(text, { ...cosignature, signature }, key)).toBeNull();
    }
  });

  it.each<[string, Partial<CosignatureRequest>]>([
    ['a text that is no checkpoint', { text: 'hello\n' }],
    ['a whole note', { text: `${request.text}\n${specificationCheckpoint.logLine}` }],
    ['a negative time', { time: -1 }],
    ['a part of a second', { time: 0.5 }],
    ['no time', { time: Number.NaN }],
    ['a name with a blank', { name: 'a b' }],
    ['a short seed', { seed: new Uint8Array(31) }],
  ])('is not made of %s', (_name, changed) => {
    expect(() => cosign({ ...request, ...changed })).toThrow(RangeError);
  });
});

function signatureOf(line: string): NoteSignature {
  const signature = parseSignatureLine(line.slice(0, -1));
  if (signature === null) {
    throw new Error('The line is no signature');
  }
  return signature;
}
