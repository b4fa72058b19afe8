import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from './bytes.js';
import { ed25519PublicKey } from './ed25519.js';
import { noteKey } from './note-signature.js';
import { goNote, publicCosignature, specificationNote } from './public-notes.fixture.js';
import { formatVerifierKey, isKeyName, parseVerifierKey, signatureTypes, verifierKey } from './verifier-key.js';

describe('a verifier key', () => {
  it.each([goNote.peterKey, goNote.enochKey, specificationNote.key])('is read and written as published: %s', (text) => {
    const key = parseVerifierKey(text);
    expect(key?.type).toBe(signatureTypes.note);
    expect(key && formatVerifierKey(key)).toBe(text);
  });

  it('is that of the seed', () => {
    expect(formatVerifierKey(noteKey({ name: 'PeterNeumann', seed: goNote.peterSeed }))).toBe(goNote.peterKey);
  });

  it('of a witness has the published id, which its type goes into', () => {
    const { name, publicKey, keyId } = publicCosignature;
    expect(verifierKey(name, signatureTypes.cosignature, publicKey).keyId).toBe(keyId);
    expect(verifierKey(name, signatureTypes.note, publicKey).keyId).not.toBe(keyId);
  });

  it('is read back as it was written, for every name, type and seed', () => {
    const names = fc.string({ minLength: 1, unit: 'binary' }).filter(isKeyName);
    const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(names, fc.constantFrom(...Object.values(signatureTypes)), seeds, (name, type, seed) => {
        const key = verifierKey(name, type, ed25519PublicKey(seed));
        expect(parseVerifierKey(formatVerifierKey(key))).toEqual(key);
      }),
    );
  });

  it('is no part of the text, and no text with one character changed', () => {
    const text = goNote.peterKey;
    for (let from = 0; from <= text.length; from += 1) {
      for (let to = from; to <= text.length; to += 1) {
        expect(parseVerifierKey(text.slice(from, to)) === null).toBe(from > 0 || to < text.length);
      }
    }
    for (const [place, character] of [...text].entries()) {
      const other = String.fromCharCode(character.charCodeAt(0) + 1);
      expect(parseVerifierKey(text.slice(0, place) + other + text.slice(place + 1))).toBeNull();
    }
  });

  it.each([
    ['a key of 35 bytes with its own id', 'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=='],
    ['an unknown type with its own id', 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['an id in capitals', goNote.peterKey.replace('c74f20a3', 'C74F20A3')],
    ['a line end', `${goNote.peterKey}\n`],
    ['a blank before it', ` ${goNote.peterKey}`],
  ])('is not %s', (_name, text) => {
    expect(parseVerifierKey(text)).toBeNull();
  });

  it.each(['', ' ', 'a b', 'a+b', 'a\u00a0b', 'a\u3000', '\u2028', '\u0085', 'a\n', 'a\tb', '\u0000', '\ud800'])(
    'has no name such as %j',
    (name) => {
      expect(isKeyName(name)).toBe(false);
      expect(() => verifierKey(name, signatureTypes.note, new Uint8Array(32))).toThrow(RangeError);
    },
  );

  it('has 32 bytes', () => {
    expect(() => verifierKey('a', signatureTypes.note, new Uint8Array(31))).toThrow(RangeError);
  });
});

describe('base64', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
  });

  it.each(['A', 'AA', 'AA=', 'AA===', 'AB==', 'AAB=', 'AA==\n', ' AA==', 'A A=', 'A-A=', 'A_A=', 'AAAA=', 'AA==AA=='])(
    'is not %j',
    (text) => {
      expect(fromBase64(text)).toBeNull();
    },
  );
});
