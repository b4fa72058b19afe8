import { describe, expect, it } from 'vitest';
import { CanonicalJsonError } from './canonical-json.js';
import { contentHash, domainTags } from './digest.js';
import { sha256Hex } from './sha256.js';

describe('a content hash', () => {
  it('is SHA-256, by the vectors of FIPS 180-4', () => {
    expect(sha256Hex()).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(sha256Hex('a', Uint8Array.of(0x62), 'c')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('is over the tag, a zero byte and the canonical body', () => {
    // printf 'kengash/ledger-entry/1\0{"a":"ʻ","b":1}' | openssl dgst -sha256
    expect(contentHash(domainTags.ledgerEntry, { b: 1, a: 'ʻ' })).toBe(
      'de8ecd79c6759a0f20d30a50a793f203d5978ab1a1b328e6ca7e15a4d0a9b617',
    );
  });

  it('differs between any two domains, whose tags hold no zero byte', () => {
    const tags = Object.values(domainTags);
    expect(new Set(tags.map((tag) => contentHash(tag, {}))).size).toBe(tags.length);
    expect(tags.every((tag) => /^kengash\/[a-z-]+\/\d+$/.test(tag))).toBe(true);
  });

  it('does not exist for a body that JSON cannot carry', () => {
    expect(() => contentHash(domainTags.publication, { total: Number.NaN })).toThrow(CanonicalJsonError);
  });
});
