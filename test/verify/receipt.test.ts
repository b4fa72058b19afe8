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

const receiptOf = (commitment: string) => signReceipt({ commitment, submittedAt: 1_770_000_000, includedBy: 1_770_000_600 }, logSigner);
const standingOf = (commitment: string) => verifyReceipt(receiptOf(commitment), { key: logKey, bundle });

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

  it('says that being in the log is not to count', () => {
    expect(verifyReceipt(receipt, { key: logKey, proof, rater }).remarks.map(({ code }) => code)).toEqual(['STANDING_UNKNOWN']);
  });

  const item = itemOf(bundle as Draft, 'UZ-AN 1.2');

  it.each([
    ['counts', item.marks[0]!.commitment, { state: 'COUNTS', by: null, item: 'UZ-AN 1.2' }],
    ['was superseded, by which other one', item.left[0]!.commitment, { state: 'SUPERSEDED', by: item.marks[1]!.commitment, item: 'UZ-AN 1.2' }],
    ['is void', itemOf(bundle as Draft, 'UZ-BU 4.2').marks[3]!.commitment, { state: 'VOID', by: null, item: 'UZ-BU 4.2' }],
    ['was void before its reveal', itemOf(bundle as Draft, 'UZ-AN 3.3').left[1]!.commitment, { state: 'VOID', by: null, item: 'UZ-AN 3.3' }],
  ])('shows with the bundle that its mark %s', (_, commitment, standing) => {
    const report = standingOf(commitment);
    expect(report.fault).toBeNull();
    expect(report).toMatchObject({ verdict: 'PROVED', remarks: [], standing: { ...standing, round: 0, publication: 2 }, size: leaves.length });
  });

  it('regression: a mark that its round does not name was taken for kept', () => {
    expect(standingOf(none).fault).toMatchObject({ code: 'RECEIPT_UNNAMED', message: expect.stringContaining('it was left out') as unknown });
  });

  it.each<[string, string, Partial<ReceiptOptions>, string, string]>([
    ['of another key', signReceipt({ commitment: none, submittedAt: 1, includedBy: 601 }, { ...logSigner, seed: new Uint8Array(32) }), {}, 'WRONG', 'RECEIPT_MALFORMED'],
    ['that was changed', receipt.replace('1770000000', '1770000001'), {}, 'WRONG', 'RECEIPT_MALFORMED'],
    ['that is a checkpoint', bundle.checkpoint, {}, 'WRONG', 'RECEIPT_MALFORMED'],
    ['with no key', receipt, { key: 'Salom' }, 'UNUSABLE', 'OPTION'],
    ['with the entry of another', signReceipt({ commitment: none, submittedAt: 1, includedBy: 601 }, logSigner), { proof, rater }, 'WRONG', 'RECEIPT_BROKEN'],
    ['with another rater', receipt, { proof, rater: 'R-9' }, 'WRONG', 'RECEIPT_BROKEN'],
    ['without its rater', receipt, { proof }, 'UNUSABLE', 'OPTION'],
    ['with the bundle, of another rater', receipt, { bundle, rater: 'R-9' }, 'WRONG', 'RECEIPT_BROKEN'],
    ['with a bundle that is wrong', receipt, { bundle: { ...bundle, snapshotHash: none } }, 'WRONG', 'SNAPSHOT_HASH'],
    ['with a bundle that is none', receipt, { bundle: {} }, 'UNUSABLE', 'SHAPE'],
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
