import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leafHashes, recursivePath, recursiveProof, recursiveRoot } from './recursive-tree.fixture.js';
import { emptyRoot, leafHash } from './tree-hash.js';
import probes from './transparency-dev-probes.json' with { type: 'json' };
import { type ConsistencyClaim, verifyConsistency } from './verify-consistency.js';
import { type InclusionClaim, verifyInclusion } from './verify-inclusion.js';

const hex = (base64: string) => Buffer.from(base64, 'base64').toString('hex');

/** Their roots are twelve bytes long, which is not looked at there; here a hash has 32 bytes. */
const onlyRefusedHere = ['additional/sizes-are-equal-one-and-proof-is-empty'];

describe('the probes of transparency-dev/merkle', () => {
  it.each(probes.inclusion.map((probe) => [probe.name, probe] as const))('of inclusion: %s', (_name, probe) => {
    const claim = { ...probe, leafHash: hex(probe.leafHash), root: hex(probe.root), proof: probe.proof.map(hex) };
    expect(verifyInclusion(claim)).toBe(!probe.refused);
  });

  it.each(probes.consistency.map((probe) => [probe.name, probe] as const))('of consistency: %s', (name, probe) => {
    const roots = { firstRoot: hex(probe.firstRoot), secondRoot: hex(probe.secondRoot) };
    const claim = { ...probe, ...roots, proof: probe.proof.map(hex) };
    expect(verifyConsistency(claim)).toBe(!probe.refused && !onlyRefusedHere.includes(name));
  });
});

const leaves = leafHashes(70);

/** A true claim of inclusion. */
const inclusions: fc.Arbitrary<InclusionClaim> = fc
  .integer({ min: 1, max: 70 })
  .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1) }))
  .map(({ size, index }) => {
    const log = leaves.slice(0, size);
    const proof = recursivePath(index, log);
    return { leafHash: leaves[index] ?? '', index, size, proof, root: recursiveRoot(log) };
  });

/** A true claim of consistency between different sizes. */
const consistencies: fc.Arbitrary<ConsistencyClaim> = fc
  .integer({ min: 2, max: 70 })
  .chain((second) => fc.record({ second: fc.constant(second), first: fc.integer({ min: 1, max: second - 1 }) }))
  .map(({ first, second }) => {
    const log = leaves.slice(0, second);
    const firstRoot = recursiveRoot(leaves.slice(0, first));
    return { first, second, firstRoot, secondRoot: recursiveRoot(log), proof: recursiveProof(first, log) };
  });

/** Changes one of the 256 bits of a hash. */
function flipped(hash: string, bit: number): string {
  const bytes = Buffer.from(hash, 'hex');
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return bytes.toString('hex');
}

/** Every proof that comes of one damage: an element with a bit flipped, dropped, repeated, put in, or two swapped. */
function damaged(proof: readonly string[], bit: number, extra: string): readonly (readonly string[])[] {
  const places = [...proof.keys()];
  return [
    ...places.map((place) => proof.with(place, flipped(proof[place] ?? '', bit))),
    ...places.map((place) => proof.toSpliced(place, 1)),
    ...places.map((place) => proof.toSpliced(place, 0, proof[place] ?? '')),
    ...[...places, proof.length].map((place) => proof.toSpliced(place, 0, extra)),
    ...places.slice(1).map((place) => proof.with(place, proof[place - 1] ?? '').with(place - 1, proof[place] ?? '')),
  ];
}

const bits = fc.nat(255);
const extras = fc.constantFrom(emptyRoot, ...leaves.slice(0, 3));

describe('a damaged proof', () => {
  it('of inclusion is refused, and so is another leaf, root or place', () => {
    fc.assert(
      fc.property(inclusions, bits, extras, (claim, bit, extra) => {
        expect(verifyInclusion(claim)).toBe(true);
        for (const proof of damaged(claim.proof, bit, extra)) {
          expect(verifyInclusion({ ...claim, proof })).toBe(false);
        }
        expect(verifyInclusion({ ...claim, leafHash: flipped(claim.leafHash, bit) })).toBe(false);
        expect(verifyInclusion({ ...claim, root: flipped(claim.root, bit) })).toBe(false);
        for (let index = 0; index < claim.size; index += 1) {
          expect(verifyInclusion({ ...claim, index })).toBe(index === claim.index);
        }
      }),
    );
  });

  it('of consistency is refused, and so are other roots', () => {
    fc.assert(
      fc.property(consistencies, bits, extras, (claim, bit, extra) => {
        expect(verifyConsistency(claim)).toBe(true);
        for (const proof of damaged(claim.proof, bit, extra)) {
          expect(verifyConsistency({ ...claim, proof })).toBe(false);
        }
        const { firstRoot, secondRoot } = claim;
        expect(verifyConsistency({ ...claim, firstRoot: flipped(firstRoot, bit) })).toBe(false);
        expect(verifyConsistency({ ...claim, secondRoot: flipped(secondRoot, bit) })).toBe(false);
        expect(verifyConsistency({ ...claim, firstRoot: secondRoot, secondRoot: firstRoot })).toBe(false);
      }),
    );
  });
});

const ofThree: InclusionClaim = {
  leafHash: leaves[1] ?? '',
  index: 1,
  size: 3,
  proof: recursivePath(1, leaves.slice(0, 3)),
  root: recursiveRoot(leaves.slice(0, 3)),
};
const ofFive: ConsistencyClaim = {
  first: 3,
  second: 5,
  firstRoot: ofThree.root,
  secondRoot: recursiveRoot(leaves.slice(0, 5)),
  proof: recursiveProof(3, leaves.slice(0, 5)),
};
const hostileNumbers: readonly unknown[] = [-1, 0.5, -0.5, Number.NaN, Infinity, 2 ** 53, '1', 1n, null, undefined, {}];
const hostileTexts = ['', 'x', emptyRoot.toUpperCase(), emptyRoot.slice(2), `${emptyRoot}00`, `${emptyRoot}\n`];
const hostileHashes: readonly unknown[] = [null, undefined, 0, [], {}, new Uint8Array(32), ...hostileTexts];
const hostileProofs: readonly unknown[] = [
  null,
  undefined,
  '',
  emptyRoot,
  1,
  {},
  { length: 1, 0: emptyRoot },
  new Set([emptyRoot]),
  ...hostileHashes.map((hash) => [hash]),
  // A list with a hole.
  Object.assign([], { 1: emptyRoot }),
  Array.from({ length: 1_000_000 }, () => emptyRoot),
];

describe('what is no claim', () => {
  it.each(
    [
      ...hostileNumbers.flatMap((value) => [{ index: value }, { size: value }]),
      ...hostileHashes.flatMap((value) => [{ leafHash: value }, { root: value }]),
      ...hostileProofs.map((value) => ({ proof: value })),
      { size: 0 },
      { index: 3 },
      { index: 0, size: 0 },
      { size: 1 },
      { index: 0, size: 1 },
      { index: Number.MAX_SAFE_INTEGER - 1, size: Number.MAX_SAFE_INTEGER },
    ].map((changed) => [named(changed), changed] as const),
  )('of inclusion is refused: %s', (_name, changed) => {
    expect(verifyInclusion(ofThree)).toBe(true);
    expect(verifyInclusion({ ...ofThree, ...(changed as object) })).toBe(false);
  });

  it.each(
    [
      ...hostileNumbers.flatMap((value) => [{ first: value }, { second: value }]),
      ...hostileHashes.flatMap((value) => [{ firstRoot: value }, { secondRoot: value }]),
      ...hostileProofs.map((value) => ({ proof: value })),
      { first: 0 },
      { first: 0, firstRoot: emptyRoot, proof: [] },
      { first: 5 },
      { first: 6 },
      { proof: [] },
      { first: 0, second: 0, firstRoot: emptyRoot, secondRoot: emptyRoot, proof: [] },
      { first: Number.MAX_SAFE_INTEGER - 1, second: Number.MAX_SAFE_INTEGER },
    ].map((changed) => [named(changed), changed] as const),
  )('of consistency is refused: %s', (_name, changed) => {
    expect(verifyConsistency(ofFive)).toBe(true);
    expect(verifyConsistency({ ...ofFive, ...(changed as object) })).toBe(false);
  });

  it('is not the claim of a log that did not grow', () => {
    const same = { ...ofFive, second: 3, secondRoot: ofThree.root, proof: [] };
    expect(verifyConsistency(same)).toBe(true);
    expect(verifyConsistency({ ...same, secondRoot: leafHash('') })).toBe(false);
    expect(verifyConsistency({ ...same, proof: [ofThree.root] })).toBe(false);
  });
});

function named(changed: object): string {
  return Object.entries(changed)
    .map(([key, value]) => `${key} ${String(Array.isArray(value) ? `list of ${value.length}` : value)}`.slice(0, 40))
    .join(', ');
}
