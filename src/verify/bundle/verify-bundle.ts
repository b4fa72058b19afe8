import type { Bundle, BundledCouncil } from '../../publication/bundle.js';
import { faultOf, type Remark, verdictOf } from '../fault.js';
import { readBundle } from '../shape/bundle-shape.js';
import { checkCheckpoint, type CheckedCheckpoint } from './check-checkpoint.js';
import { checkCorrection } from './check-correction.js';
import { checkCouncilMarks, placeItems } from './check-council.js';
import { checkCouncils } from './check-councils.js';
import { checkEntries } from './check-entries.js';
import { checkOpened, checkOpenedAlike } from './check-opened.js';
import { checkPoints } from './check-points.js';
import { checkPublication } from './check-publication.js';
import { checkSettled } from './check-settled.js';
import { checkSnapshot } from './check-snapshot.js';
import { type CheckedCouncil, checkTable } from './check-table.js';
import { EntryBook } from './entry-book.js';
import { type BundleCounts, type BundleFacts, type BundleReport, noFacts } from './report.js';
import { progressOf, type Step, type VerifyOptions } from './verify-options.js';

/**
 * Verifies the bundle of a publication: that every published figure follows, by the methodology that was named before the
 * first mark, from the marks whose commitments their reveals name, and that all of it stands in the log of the checkpoint. Takes any
 * value, asks nobody, and never throws. It ends with the first thing that is wrong.
 */
export function verifyBundle(value: unknown, options: VerifyOptions = {}): BundleReport {
  const verification = new Verification(options);
  try {
    verification.run(value);
    return verification.report(null);
  } catch (error) {
    return verification.report(error);
  }
}

/** One run, which knows how far it has come. */
class Verification {
  readonly #steps: Step[] = [];
  readonly #remarks: Remark[] = [];
  #step: Step = 'shape';
  #facts: BundleFacts = noFacts;

  constructor(private readonly options: VerifyOptions) {}

  run(value: unknown): void {
    const bundle = this.#take('shape', 1, () => readBundle(value));
    const checked = this.#take('snapshot', 1, () => checkSnapshot(bundle));
    const { number, cycle, methodology } = checked.head;
    this.#facts = { ...this.#facts, publication: { number, cycle: cycle.id, snapshotHash: bundle.snapshotHash }, methodology };
    const signed = this.#take('checkpoint', 1, () => checkCheckpoint(bundle, this.options));
    this.#tellLog(bundle, signed);
    this.#take('entries', bundle.entries.length, (onDone) => checkEntries(bundle.entries, signed.checkpoint, onDone));
    this.#count({ entries: bundle.entries.length });
    const book = new EntryBook(bundle.entries);
    const context = { book, cycle: bundle.cycle, commitments: new Set<string>() };
    const councils = this.#take('marks', marksIn(bundle), (onDone) => {
      let done = 0;
      checkCouncils(bundle, checked.rows);
      const placed = bundle.councils.map((council, at) => placeItems(bundle, checked.rules, council, `$.councils[${at}]`));
      const opened = bundle.councils.map((council, at) => ({ code: council.code, ...checkOpened(book, council, checked, `$.councils[${at}]`) }));
      checkOpenedAlike(opened);
      return opened.map(({ code, ...council }, at): CheckedCouncil => {
        const items = (placed[at] ?? []).map((item) => ({ ...item, opened: council }));
        return { code, opened: council, items: checkCouncilMarks(context, items, () => onDone((done += 1))) };
      });
    });
    this.#count(countsOf(councils));
    this.#take('points', councils.length, (onDone) => {
      const onRemark = (remark: Remark): unknown => this.#remarks.push(remark);
      const given = { ...context, rules: checked.rules, minRaters: bundle.methodology.minRaters, onRemark };
      for (const [at, { opened, items }] of councils.entries()) {
        const { deliberation } = opened;
        const settled = checkSettled(book, bundle.councils[at] as BundledCouncil, opened, { cycle: bundle.cycle, place: `$.councils[${at}]` });
        items.forEach((item) => checkPoints({ ...given, deliberation, settled }, item));
        onDone(at + 1);
      }
    });
    this.#take('table', 1, () => {
      const { table, figures } = checkTable(bundle, checked, councils);
      this.#count({ figures });
      checkCorrection(table, (remark) => this.#remarks.push(remark));
    });
    this.#take('publication', 1, () => checkPublication(bundle, number, book, councils.flatMap(({ items }) => items)));
  }

  /** What the run came to: with a fault where something was thrown. */
  report(error: unknown): BundleReport {
    const fault = error === null ? null : faultOf(error, `$ (${this.#step})`);
    return { verdict: verdictOf(fault), fault, steps: this.#steps, remarks: this.#remarks, facts: this.#facts };
  }

  #take<T>(step: Step, total: number, work: (onDone: (done: number) => void) => T): T {
    this.#step = step;
    const onDone = progressOf(step, total, this.options.onProgress);
    const result = work(onDone);
    onDone(total);
    this.#steps.push(step);
    return result;
  }

  #count(counts: Partial<BundleCounts>): void {
    this.#facts = { ...this.#facts, counts: { ...this.#facts.counts, ...counts } };
  }

  #tellLog(bundle: Bundle, { checkpoint, cosignatures }: CheckedCheckpoint): void {
    const { key, witnessKeys = [], checkpoint: kept } = this.options;
    const keyFrom = key === undefined ? 'BUNDLE' : 'GIVEN';
    this.#facts = { ...this.#facts, log: { ...checkpoint, key: bundle.logKey, keyFrom, cosignatures, comparedWithKept: kept !== undefined } };
    if (keyFrom === 'BUNDLE') {
      this.#remarks.push({
        code: 'KEY_FROM_BUNDLE',
        place: '$.logKey',
        message: `The key of the log was taken from the bundle itself: ${bundle.logKey}. Compare it with the key as it is known from elsewhere, or give that with --key.`,
      });
    }
    if (witnessKeys.length === 0) {
      this.#remarks.push({ code: 'NO_WITNESS', place: '$.checkpoint', message: 'No witness key was given, so only the log itself says that it shows everybody the same.' });
    }
  }
}

const marksIn = ({ councils }: Bundle): number => councils.reduce((sum, { items }) => sum + items.reduce((own, { marks }) => own + marks.length, 0), 0);

function countsOf(councils: readonly CheckedCouncil[]): Partial<BundleCounts> {
  const items = councils.flatMap((council) => council.items);
  const marks = items.flatMap((item) => item.marks.map(({ mark }) => mark));
  return {
    councils: councils.length,
    items: items.length,
    marks: marks.length,
    opened: marks.filter(({ opening }) => opening !== null).length,
    void: marks.filter(({ state }) => state === 'VOID').length,
    reveals: items.reduce((sum, { reveals }) => sum + reveals.length, 0),
    adjustments: items.reduce((sum, { item }) => sum + item.adjustments.length, 0),
  };
}
