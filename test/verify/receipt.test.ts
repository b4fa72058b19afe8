import { describe, expect, it } from 'vitest';
import { signReceipt } from '../../src/ledger/receipt.js';
import { type ReceiptOptions, verifyReceipt } from '../../src/verify/index.js';
import { itemOf, type Draft } from './support/forge.js';
import { makeTestBundle } from './support/test-bundle.js';
import { logKey, logSigner, TestTree } from './support/test-log.js';

const { bundle, leaves } = makeTestBundle();
const mark = itemOf(bundle as Draft, 'UZ-AN 1.2').marks[0]!;
const entry = bundle.entries[mark.entry]!;
const { index, shown, proof: hashes } = entry;
const receipt = signReceipt({ commitment: mark.commitment, submittedAt: 1_770_000_000, includedBy: 1_770_000_600 }, logSigner);
const proof = { index, ...shown, hashes, checkpoint: { note: bundle.checkpoint } };
const rater = mark.rater;
const none = '0'.repeat(64);

const told = (note: string, options: Partial<ReceiptOptions> = {}) => {
  const { verdict, fault, index: at, size } = verifyReceipt(note, { key: logKey, ...options });
  return { verdict, code: fault?.code, index: at, size };
};

describe('a receipt', () => {
  it('is opened with the key of the log, and says where the proof is found', () => {
    const report = verifyReceipt(receipt, { key: logKey });
    expect(report).toMatchObject({ verdict: 'PROVED', receipt: { commitment: mark.commitment, submittedAt: 1_770_000_000, includedBy: 1_770_000_600 }, index: null });
    expect(report.remarks).toMatchObject([{ code: 'NO_PROOF', message: expect.stringContaining(`inclusionProof(hash: "${mark.commitment}")`) as unknown }]);
  });

  it('was kept by the proof alone, and by the whole answer of the API', () => {
    const kept = { verdict: 'PROVED', code: undefined, index, size: leaves.length };
    expect(told(receipt, { proof, rater })).toEqual(kept);
    expect(told(receipt, { proof: { data: { inclusionProof: { __typename: 'InclusionProof', ...proof, checkpoint: { ...proof.checkpoint, size: 1 } } } }, rater })).toEqual(kept);
  });

  it.each<[string, string, Partial<ReceiptOptions>, string, string]>([
    ['of another key', signReceipt({ commitment: none, submittedAt: 1, includedBy: 601 }, { ...logSigner, seed: new Uint8Array(32) }), {}, 'WRONG', 'RECEIPT_MALFORMED'],
    ['that was changed', receipt.replace('1770000000', '1770000001'), {}, 'WRONG', 'RECEIPT_MALFORMED'],
    ['that is a checkpoint', bundle.checkpoint, {}, 'WRONG', 'RECEIPT_MALFORMED'],
    ['with no key', receipt, { key: 'Salom' }, 'UNUSABLE', 'OPTION'],
    ['with the entry of another', signReceipt({ commitment: none, submittedAt: 1, includedBy: 601 }, logSigner), { proof, rater }, 'WRONG', 'RECEIPT_BROKEN'],
    ['with another rater', receipt, { proof, rater: 'R-9' }, 'WRONG', 'RECEIPT_BROKEN'],
    ['without its rater', receipt, { proof }, 'UNUSABLE', 'OPTION'],
    ['with another action', receipt, { proof: { ...proof, action: 'score.voided' }, rater }, 'WRONG', 'RECEIPT_BROKEN'],
    ['with another place', receipt, { proof: { ...proof, index: index + 1 }, rater }, 'WRONG', 'ENTRY_NOT_IN_LOG'],
    ['with another head', receipt, { proof: { ...proof, head: none }, rater }, 'WRONG', 'ENTRY_NOT_IN_LOG'],
    ['with another proof', receipt, { proof: { ...proof, hashes: hashes.slice(1) }, rater }, 'WRONG', 'ENTRY_NOT_IN_LOG'],
    ['with the checkpoint of another log', receipt, { proof: { ...proof, checkpoint: { note: new TestTree(leaves.slice(0, 50)).checkpoint() } }, rater }, 'WRONG', 'ENTRY_NOT_IN_LOG'],
    ['with a checkpoint that is not signed', receipt, { proof: { ...proof, checkpoint: { note: 'x' } }, rater }, 'WRONG', 'CHECKPOINT_MALFORMED'],
    ['with an answer without proof', receipt, { proof: { data: { inclusionProof: null } }, rater }, 'UNUSABLE', 'SHAPE'],
    ['with an answer that is an error', receipt, { proof: { data: null }, rater }, 'UNUSABLE', 'SHAPE'],
    ['with a proof that is none', receipt, { proof: [], rater }, 'UNUSABLE', 'SHAPE'],
  ])('%s is not taken', (_, note, options, verdict, code) => {
    expect(told(note, options)).toEqual({ verdict, code, index: null, size: null });
  });
});
