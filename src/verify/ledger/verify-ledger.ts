import { firstLink } from '../../ledger/log-entry.js';
import { MerkleFold } from '../../ledger/merkle/index.js';
import type { Checkpoint } from '../../ledger/note/index.js';
import { compareCheckpoints, openCheckpoint } from '../checkpoint.js';
import { type Fault, Refusal, refuse, type Remark, verdictOf, type Verdict } from '../fault.js';
import { logKeyOf } from '../options.js';
import { checkLine } from './ledger-line.js';

/** What an export of the ledger is verified with. */
export interface LedgerOptions {
  /** The key of the log; needed with checkpoints. */
  readonly key?: string;
  /** Checkpoints from elsewhere: signed notes of any sizes. */
  readonly checkpoints?: readonly string[];
  /** Told of every so many lines. */
  readonly onProgress?: (lines: number) => void;
}

/** What the verification of an export comes to. */
export interface LedgerReport {
  readonly verdict: Verdict;
  readonly fault: Fault | null;
  readonly remarks: readonly Remark[];
  /** Lines that hold. */
  readonly entries: number;
  /** Of the Merkle tree over them. */
  readonly root: string;
  /** The last link of their chain. */
  readonly chain: string;
  /** The checkpoints that they were found to be signed under, by size. */
  readonly checkpoints: readonly Checkpoint[];
}

const linesBetweenTellings = 1_000;

/**
 * Verifies an export of the ledger from its first entry on, line by line with the memory of one line: bodies, heads,
 * leaves, the chain, and the root at the size of each checkpoint. Throws what reading the lines throws, and nothing else.
 */
export async function verifyLedger(lines: AsyncIterable<string> | Iterable<string>, options: LedgerOptions = {}): Promise<LedgerReport> {
  const fold = new MerkleFold();
  const met: Checkpoint[] = [];
  let link = firstLink;
  const report = (fault: Fault | null, remarks: readonly Remark[] = []): LedgerReport => ({
    verdict: verdictOf(fault),
    fault,
    remarks,
    entries: fold.size,
    root: fold.root(),
    chain: link,
    checkpoints: met,
  });
  try {
    const waiting = openAll(options);
    meet(fold, waiting, met);
    for await (const line of lines) {
      const checked = checkLine(line, { sequence: fold.size, link });
      fold.add(checked.leaf);
      ({ link } = checked);
      meet(fold, waiting, met);
      if (fold.size % linesBetweenTellings === 0) {
        options.onProgress?.(fold.size);
      }
    }
    options.onProgress?.(fold.size);
    refuseShort(fold.size, waiting);
    return report(null, remarksOf(fold.size, met));
  } catch (error) {
    if (error instanceof Refusal) {
      return report(error.fault);
    }
    throw error;
  }
}

/** The checkpoints by size, each of them once. */
function openAll({ key, checkpoints = [] }: LedgerOptions): Checkpoint[] {
  if (checkpoints.length === 0) {
    return [];
  }
  if (key === undefined) {
    return refuse('OPTION', 'options.key', 'A checkpoint is worth nothing without the key of the log: give it, too.');
  }
  const verifier = logKeyOf(key, 'options.key');
  const opened = checkpoints.map((note, at) => openCheckpoint(note, verifier, `options.checkpoints[${at}]`)).toSorted((left, right) => left.size - right.size);
  return opened.filter((checkpoint, at) => {
    const before = opened[at - 1];
    if (before?.size !== checkpoint.size) {
      return true;
    }
    compareCheckpoints({ first: before, second: checkpoint, proof: null }, 'options.checkpoints');
    return false;
  });
}

/** Compares the root with the checkpoint of this size, if there is one. */
function meet(fold: MerkleFold, waiting: Checkpoint[], met: Checkpoint[]): void {
  const [next] = waiting;
  if (next?.size !== fold.size) {
    return;
  }
  if (next.root !== fold.root()) {
    const before = met.at(-1)?.size ?? 0;
    refuse(
      'ROOT_DIFFERS',
      `line ${fold.size}`,
      `The checkpoint of ${next.size} entries was signed over others: something from sequence ${before} to ${Math.max(before, next.size - 1)} was replaced, with all hashes after it.`,
    );
  }
  waiting.shift();
  met.push(next);
}

function refuseShort(size: number, waiting: readonly Checkpoint[]): void {
  const missed = waiting.at(-1);
  if (missed) {
    refuse('TRUNCATED', `line ${size + 1}`, `The ledger ends after ${size} entries, and the log has signed a checkpoint of ${missed.size}.`);
  }
  if (size === 0) {
    refuse('SHAPE', 'line 1', 'There is no line.');
  }
}

function remarksOf(size: number, met: readonly Checkpoint[]): readonly Remark[] {
  const covered = met.at(-1)?.size ?? 0;
  const what = covered === 0 ? 'No checkpoint was given' : `The last checkpoint covers ${covered} of ${size} entries`;
  return covered === size
    ? []
    : [{ code: 'END_NOT_COVERED', place: `line ${covered + 1}`, message: `${what}: what was cut off at the end, or replaced there with all hashes, cannot be seen.` }];
}
