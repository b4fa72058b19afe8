import { describe, expect, it } from 'vitest';
import { consistencyPlan, foldPlan, newNodes, nodeReader } from '../../src/ledger/merkle/index.js';
import { cosign, cosignatureKey, formatSignatureLine, formatVerifierKey, noteKey } from '../../src/ledger/note/index.js';
import { verifyBundle, type VerifyOptions } from '../../src/verify/index.js';
import { changed } from './support/forge.js';
import { makeTestBundle } from './support/test-bundle.js';
import { logKey, logSigner, TestTree } from './support/test-log.js';

const honest = makeTestBundle();
const { leaves } = honest;
const size = leaves.length;
const longer = [...leaves, 'a'.repeat(64), 'b'.repeat(64)];
const other = leaves.map((leaf, at) => (at === 40 ? 'c'.repeat(64) : leaf));

/** The proof between two sizes of a log. */
function consistency(all: readonly string[], from: number, to: number): readonly string[] {
  return foldPlan(consistencyPlan(from, to), nodeReader(newNodes(0, all.slice(0, to), nodeReader([]))));
}

function codeWith(options: VerifyOptions, bundle = honest.bundle): string | null {
  return verifyBundle(bundle, { key: logKey, ...options }).fault?.code ?? null;
}

const checkpointOf = (all: readonly string[]): string => new TestTree(all).checkpoint();

describe('a checkpoint that somebody has kept', () => {
  it.each<[string, VerifyOptions, string | null]>([
    ['of the same log and size', { checkpoint: checkpointOf(leaves) }, null],
    ['of an earlier size with its proof', { checkpoint: checkpointOf(leaves.slice(0, 100)), consistency: consistency(leaves, 100, size) }, null],
    ['of a later size with its proof', { checkpoint: checkpointOf(longer), consistency: consistency(longer, size, size + 2) }, null],
    ['of another log of the same size', { checkpoint: checkpointOf(other) }, 'CHECKPOINT_FORKED'],
    ['of an earlier size without proof', { checkpoint: checkpointOf(leaves.slice(0, 100)) }, 'CONSISTENCY_NEEDED'],
    ['of an earlier size with another proof', { checkpoint: checkpointOf(leaves.slice(0, 100)), consistency: consistency(leaves, 99, size) }, 'CHECKPOINT_INCONSISTENT'],
    ['of another log that was shorter', { checkpoint: checkpointOf(other.slice(0, 100)), consistency: consistency(other, 100, size) }, 'CHECKPOINT_INCONSISTENT'],
    ['that somebody else has signed', { checkpoint: new TestTree(leaves).checkpoint({ ...logSigner, seed: new Uint8Array(32).fill(1) }) }, 'CHECKPOINT_UNSIGNED'],
    ['that is no note', { checkpoint: 'Salom' }, 'CHECKPOINT_MALFORMED'],
    ['with a proof that is none', { checkpoint: checkpointOf(leaves.slice(0, 100)), consistency: ['x'] }, 'SHAPE'],
  ])('%s', (_, options, code) => {
    expect(codeWith(options)).toBe(code);
  });

  it('is told to have been compared', () => {
    expect(verifyBundle(honest.bundle, { key: logKey, checkpoint: checkpointOf(leaves) }).facts.log?.comparedWithKept).toBe(true);
  });
});

describe('the key of the log', () => {
  it.each([
    ['another one', formatVerifierKey(noteKey({ ...logSigner, seed: new Uint8Array(32).fill(1) })), 'KEY_DIFFERS'],
    ['none', 'Salom', 'OPTION'],
    ['that of a witness', formatVerifierKey(cosignatureKey('w', new Uint8Array(32))), 'OPTION'],
    ['the right one with blanks around it', ` ${logKey}\n`, null],
  ])('may be given as %s', (_, key, code) => {
    expect(codeWith({ key })).toBe(code);
  });

  it('of another log in the bundle is refused by the note alone', () => {
    const key = formatVerifierKey(noteKey({ ...logSigner, seed: new Uint8Array(32).fill(1) }));
    const bundle = changed(honest, (draft) => (draft.logKey = key));
    expect(verifyBundle(bundle).fault).toMatchObject({ code: 'CHECKPOINT_UNSIGNED', place: '$.checkpoint' });
    expect(verifyBundle(changed(honest, (draft) => (draft.logKey = 'Salom'))).fault).toMatchObject({ code: 'SHAPE', place: '$.logKey' });
  });
});

describe('witnesses', () => {
  const seeds = [11, 12, 13].map((byte) => new Uint8Array(32).fill(byte));
  const keys = seeds.map((seed, at) => formatVerifierKey(cosignatureKey(`witness-${at}`, seed)));
  const text = new TestTree(leaves).text();
  const lineOf = (at: number, of = text): string => `${formatSignatureLine(cosign({ text: of, name: `witness-${at}`, seed: seeds[at]!, time: 1_770_000_000 }))}\n`;
  const signed = changed(honest, (draft) => (draft.checkpoint += lineOf(0) + lineOf(1)));

  it('are told by name and time', () => {
    const report = verifyBundle(signed, { key: logKey, witnessKeys: keys });
    expect(report.fault).toBeNull();
    expect(report.facts.log?.cosignatures).toMatchObject([
      { name: 'witness-0', time: 1_770_000_000 },
      { name: 'witness-1', time: 1_770_000_000 },
    ]);
    expect(report.remarks.map(({ code }) => code)).not.toContain('NO_WITNESS');
  });

  it('have to have signed, one of them at least', () => {
    expect(codeWith({ witnessKeys: [keys[2]!] }, signed)).toBe('COSIGNATURE_MISSING');
    expect(codeWith({ witnessKeys: keys })).toBe('COSIGNATURE_MISSING');
  });

  it('may have signed later, on a checkpoint that is given', () => {
    const later = new TestTree(longer);
    const given = (tree: TestTree) => ({ witnessKeys: keys, checkpoint: tree.checkpoint() + lineOf(0, tree.text()) });
    expect(codeWith(given(new TestTree(leaves)))).toBeNull();
    expect(codeWith({ ...given(later), consistency: consistency(longer, size, size + 2) })).toBeNull();
    // What came before says nothing of the rest.
    expect(codeWith({ ...given(new TestTree(leaves.slice(0, 100))), consistency: consistency(leaves, 100, size) })).toBe('COSIGNATURE_MISSING');
    expect(codeWith({ ...given(later), checkpoint: later.checkpoint() + lineOf(0) })).toBe('CONSISTENCY_NEEDED');
  });

  it('are told once where both checkpoints have their signature', () => {
    const report = verifyBundle(signed, { key: logKey, witnessKeys: keys, checkpoint: signed.checkpoint });
    expect(report.facts.log?.cosignatures.map(({ name }) => name)).toEqual(['witness-0', 'witness-1']);
  });

  it('are not believed with the signature of another checkpoint', () => {
    const bundle = changed(honest, (draft) => (draft.checkpoint += lineOf(0) + lineOf(1, new TestTree(other).text())));
    expect(codeWith({ witnessKeys: [keys[1]!] }, bundle)).toBe('CHECKPOINT_SIGNATURE');
  });

  it.each([
    ['twice', [keys[0]!, keys[0]!]],
    ['as the key of a log', [logKey]],
  ])('are not taken %s', (_, witnessKeys) => {
    expect(codeWith({ witnessKeys }, signed)).toBe('OPTION');
  });
});
