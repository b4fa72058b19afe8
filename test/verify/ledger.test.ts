import { describe, expect, it } from 'vitest';
import { entryLeafHash, type LogEntry, shownEntry } from '../../src/ledger/log-entry.js';
import { type LedgerOptions, verifyLedger } from '../../src/verify/index.js';
import { rateCycle } from './support/rated-cycle.js';
import { exportOf } from './support/test-export.js';
import { logKey, logSigner, TestTree } from './support/test-log.js';

const { entries } = rateCycle().log;
const lines = exportOf(entries);
const treeOf = (size: number, of: readonly LogEntry[] = entries) => new TestTree(of.slice(0, size).map((entry) => entryLeafHash(shownEntry(entry))));
const checkpoints = [50, 100, entries.length].map((size) => treeOf(size).checkpoint());

const verified = async (given: readonly string[], options: LedgerOptions = { key: logKey, checkpoints }) => {
  const { verdict, fault, remarks, ...facts } = await verifyLedger(given, options);
  return { verdict, code: fault?.code, place: fault?.place, message: fault?.message, remarks, ...facts };
};

/** The entries with another one at a place. */
const replaced = (at: number): readonly LogEntry[] => entries.map((entry, index) => (index === at ? { ...entry, action: 'score.voided' } : entry));

describe('an export of the ledger', () => {
  it('is proved line by line against every checkpoint', async () => {
    const root = treeOf(entries.length).root;
    expect(await verified(lines)).toMatchObject({ verdict: 'PROVED', entries: entries.length, root, checkpoints: [{ size: 50 }, { size: 100 }, { size: entries.length, root }], remarks: [] });
  });

  it('says that its end is open where no checkpoint covers it', async () => {
    expect((await verified(lines, {})).remarks).toMatchObject([{ code: 'END_NOT_COVERED', place: 'line 1', message: expect.stringContaining('No checkpoint was given') as unknown }]);
    expect((await verified(lines, { key: logKey, checkpoints: checkpoints.slice(0, 2) })).remarks).toMatchObject([{ code: 'END_NOT_COVERED', place: 'line 101' }]);
  });

  it('takes checkpoints in any order, one of them twice', async () => {
    expect(await verified(lines, { key: logKey, checkpoints: [...checkpoints, ...checkpoints.slice(1).toReversed()] })).toMatchObject({ verdict: 'PROVED', checkpoints: [{}, {}, {}] });
  });
});

describe('of an export that was changed, the first wrong line is named:', () => {
  const changedLine = (at: number, change: (line: string) => string): readonly string[] => lines.map((line, index) => (index === at ? change(line) : line));
  const swapped = (left: number, right: number): readonly string[] => lines.map((line, at) => (at === left ? lines[right] : at === right ? lines[left] : line) ?? '');
  const exchanged = (left: number, right: number): readonly string[] => {
    const [one, other] = [JSON.parse(lines[left] ?? '') as object, JSON.parse(lines[right] ?? '') as { readonly entry: object }];
    return changedLine(left, () => JSON.stringify({ ...one, entry: other.entry }));
  };
  const wholeTail = exportOf(replaced(110));

  it.each<[string, readonly string[], string, string, string]>([
    ['a flipped character', changedLine(20, (line) => line.replace('score.committed', 'score.committee')), 'LEAF_HASH', 'line 21 $.leafHash', 'Sequence 20 (score.committee)'],
    ['a flipped digit of a leaf', changedLine(20, (line) => line.replace(/"leafHash":"./, '"leafHash":"x')), 'SHAPE', 'line 21 $.leafHash', 'hash'],
    ['a flipped digit of a link', changedLine(20, (line) => line.replace(/"chainHash":"(.)/, (_, digit: string) => `"chainHash":"${digit === '0' ? '1' : '0'}`)), 'CHAIN_HASH', 'line 21 $.chainHash', 'Sequence 20'],
    ['another actor', changedLine(21, (line) => line.replace(/"actor":[^,]+/, '"actor":"somebody"')), 'LEAF_HASH', 'line 22 $.leafHash', 'Sequence 21'],
    ['another time', changedLine(21, (line) => line.replace('2026-03-01', '2026-03-02')), 'LEAF_HASH', 'line 22 $.leafHash', 'Sequence 21'],
    ['another body', changedLine(21, (line) => line.replace(/R-\d/, 'R-9')), 'LEAF_HASH', 'line 22 $.leafHash', 'Sequence 21'],
    ['a dropped line', lines.toSpliced(30, 1), 'SEQUENCE', 'line 31 $.sequence', 'Sequence 30 has to come here, and 31 does: 1 before it are missing'],
    ['a dropped first line', lines.slice(1), 'SEQUENCE', 'line 1 $.sequence', 'Sequence 0'],
    ['a doubled line', lines.toSpliced(30, 0, lines[29] ?? ''), 'SEQUENCE', 'line 31 $.sequence', 'it stood there before'],
    ['two lines in the wrong order', swapped(40, 41), 'SEQUENCE', 'line 41 $.sequence', 'Sequence 40 has to come here, and 41 does'],
    ['the entry of another line', exchanged(60, 61), 'LEAF_HASH', 'line 61 $.leafHash', 'Sequence 60'],
    ['a line that was replaced with its own hashes', changedLine(70, () => exportOf(replaced(70))[70] ?? ''), 'CHAIN_HASH', 'line 72 $.chainHash', 'this line or the one before was replaced'],
    ['a tail that was replaced with all hashes', wholeTail, 'ROOT_DIFFERS', `line ${entries.length}`, `something from sequence 100 to ${entries.length - 1} was replaced`],
    ['a truncated end', lines.slice(0, 120), 'TRUNCATED', 'line 121', `The ledger ends after 120 entries, and the log has signed a checkpoint of ${entries.length}`],
    ['nothing at all', [], 'TRUNCATED', 'line 1', 'ends after 0 entries'],
    ['an empty line', changedLine(80, () => ''), 'NOT_JSON', 'line 81 $', 'no JSON'],
    ['half a line', changedLine(80, (line) => line.slice(0, 90)), 'NOT_JSON', 'line 81 $', 'no JSON'],
    ['a member that nobody knows', changedLine(80, (line) => line.replace('{', '{"more":1,')), 'SHAPE', 'line 81 $.more', 'not known'],
    ['a time without microseconds', changedLine(80, (line) => line.replace(/\.\d{6}Z/, 'Z')), 'SHAPE', 'line 81 $.entry.at', 'microseconds'],
  ])('%s', async (_, given, code, place, words) => {
    const found = await verified(given);
    expect(found).toMatchObject({ code, place, message: expect.stringContaining(words) as unknown, verdict: ['SHAPE', 'NOT_JSON'].includes(code) ? 'UNUSABLE' : 'WRONG' });
  });

  it('a tail that was replaced or cut is not seen without a checkpoint', async () => {
    expect(await verified(wholeTail, {})).toMatchObject({ verdict: 'PROVED', remarks: [{ code: 'END_NOT_COVERED' }] });
    expect(await verified(lines.slice(0, 120), {})).toMatchObject({ verdict: 'PROVED' });
  });
});

describe('checkpoints', () => {
  it.each<[string, LedgerOptions, string]>([
    ['are refused without a key', { checkpoints }, 'OPTION'],
    ['are refused with another signature', { key: logKey, checkpoints: [treeOf(50).checkpoint({ ...logSigner, seed: new Uint8Array(32) })] }, 'CHECKPOINT_UNSIGNED'],
    ['of one size and two roots show a fork', { key: logKey, checkpoints: [treeOf(50).checkpoint(), treeOf(50, replaced(3)).checkpoint()] }, 'CHECKPOINT_FORKED'],
    ['of another log are not met', { key: logKey, checkpoints: [treeOf(50, replaced(3)).checkpoint()] }, 'ROOT_DIFFERS'],
  ])('%s', async (_, options, code) => {
    expect((await verified(lines, options)).code).toBe(code);
  });
});

async function* broken() {
  yield lines[0] ?? '';
  throw new Error('the disk is gone');
}

describe('reading', () => {
  it('that fails is not told as a fault of the ledger', async () => {
    await expect(verifyLedger(broken())).rejects.toThrow('the disk is gone');
  });

  it('keeps one line, however many there are', { timeout: 60_000 }, async () => {
    const many = 20_000;
    const entry = entries[1] as LogEntry;
    function* endless() {
      for (const line of exportOf(Array.from({ length: many }, () => entry))) {
        yield line;
      }
    }
    const told: number[] = [];
    expect(await verifyLedger(endless(), { onProgress: (done) => told.push(done) })).toMatchObject({ verdict: 'PROVED', entries: many });
    expect(told.at(-1)).toBe(many);
    expect(told.length).toBe(21);
  });
});
