import { describe, expect, it } from 'vitest';
import { merkleRoot } from './merkle-fold.js';
import { publicLeaves } from './recursive-tree.fixture.js';
import { emptyRoot, isTreeHash, leafHash, nodeHash } from './tree-hash.js';

// The hashes of github.com/transparency-dev/merkle, testonly/constants.go, which Certificate Transparency tests with.
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = publicLeaves.map((hex) => leafHash(Buffer.from(hex, 'hex')));

describe('the hashes of a log', () => {
  it('are those of RFC 6962 for no leaf, an empty leaf and a node', () => {
    expect(emptyRoot).toBe(roots[0]);
    expect(leafHash('')).toBe(roots[1]);
    expect(leaves[7]).toBe('46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1');
    expect(nodeHash(leafHash(''), leafHash(Uint8Array.of(0)))).toBe(roots[2]);
  });

  it.each(roots.map((root, size) => [size, root] as const))('give the public root of %i leaves', (size, root) => {
    expect(merkleRoot(leaves.slice(0, size))).toBe(root);
  });

  it('are of a text as of its UTF-8 bytes', () => {
    expect(leafHash('yigʻildi')).toBe(leafHash(new TextEncoder().encode('yigʻildi')));
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['an empty text', ''],
    ['63 digits', emptyRoot.slice(1)],
    ['65 digits', `${emptyRoot}0`],
    ['a line break after it', `${emptyRoot}\n`],
    ['capitals', emptyRoot.toUpperCase()],
    ['another letter', emptyRoot.replace('e', 'g')],
    ['bytes', new Uint8Array(32)],
    ['a list of one', [emptyRoot]],
  ])('are not %s, and no node is made of it', (_name, value) => {
    expect(isTreeHash(value)).toBe(false);
    expect(() => nodeHash(emptyRoot, value as string)).toThrow(RangeError);
    expect(() => nodeHash(value as string, emptyRoot)).toThrow(RangeError);
    expect(() => merkleRoot([emptyRoot, value as string])).toThrow(RangeError);
  });
});
