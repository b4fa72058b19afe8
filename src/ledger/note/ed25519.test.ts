import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from './bytes.js';
import { ed25519PublicKey, ed25519Sign, ed25519Verify } from './ed25519.js';

// Tests 1 to 3 of RFC 8032, section 7.1: seed, public key, message, signature.
const vectors = [
  [
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
  [
    'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ],
] as const;

describe('Ed25519', () => {
  it.each(vectors)('has the public key and signature of RFC 8032 for the seed %s', (seed, key, message, signature) => {
    expect(toHex(ed25519PublicKey(fromHex(seed)))).toBe(key);
    expect(toHex(ed25519Sign(fromHex(seed), fromHex(message)))).toBe(signature);
    expect(ed25519Verify(fromHex(key), fromHex(message), fromHex(signature))).toBe(true);
  });

  it('verifies nothing but the message that was signed', () => {
    const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(seeds, fc.uint8Array({ minLength: 1 }), fc.nat(), fc.nat(511), (seed, message, place, bit) => {
        const key = ed25519PublicKey(seed);
        const signature = ed25519Sign(seed, message);
        expect(ed25519Verify(key, message, signature)).toBe(true);
        expect(ed25519Verify(key, flipped(message, place % (message.length * 8)), signature)).toBe(false);
        expect(ed25519Verify(key, message, flipped(signature, bit))).toBe(false);
        expect(ed25519Verify(flipped(key, bit % 256), message, signature)).toBe(false);
      }),
    );
  });

  it.each([0, 31, 33, 64])('takes no seed and no key of %i bytes', (length) => {
    const bytes = new Uint8Array(length);
    expect(() => ed25519PublicKey(bytes)).toThrow(RangeError);
    expect(() => ed25519Sign(bytes, bytes)).toThrow(RangeError);
    expect(ed25519Verify(bytes, bytes, new Uint8Array(64))).toBe(false);
  });

  it('refuses a signature of another length and a key that is no point of the curve', () => {
    const [, key, , signature] = vectors[0];
    const bytes = fromHex(signature);
    expect(ed25519Verify(fromHex(key), new Uint8Array(), bytes.subarray(1))).toBe(false);
    expect(ed25519Verify(fromHex(key), new Uint8Array(), Uint8Array.of(...bytes, 0))).toBe(false);
    expect(ed25519Verify(new Uint8Array(32).fill(0xff), new Uint8Array(), bytes)).toBe(false);
    expect(ed25519Verify(Uint8Array.of(2, ...new Uint8Array(31)), new Uint8Array(), bytes)).toBe(false);
  });
});

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.with(bit >> 3, (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)));
}
