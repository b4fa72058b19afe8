import type { Bundle } from '../../publication/bundle.js';
import type { BundleReport } from '../bundle/report.js';
import { verifyBundle } from '../bundle/verify-bundle.js';
import type { VerifyOptions } from '../bundle/verify-options.js';
import { verdictOf } from '../fault.js';
import { readJson } from '../json-text.js';
import { entriesBesideBundle, type LedgerBesideBundle } from '../ledger/unused-entries.js';
import { consistencyProofOf } from '../options.js';
import { onlyOne, readArguments } from './arguments.js';
import { bundleText, checkpointText, fileBytes, fileLines, fileText, mostSmallBytes } from './input.js';
import { linesOf } from './lines-of.js';
import { ProgressLine } from './progress-line.js';
import { type ExitStatus, tellResult } from './tell-result.js';
import type { Terminal } from './terminal.js';

/** `kengash-verify publication`. */
export async function publicationCommand(argv: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const given = readArguments(argv, { one: ['key', 'checkpoint', 'consistency', 'witness-keys', 'ledger'], flags: ['json', 'quiet'] });
  const source = onlyOne(given, 'the file or the https address of a bundle');
  const telling = { asJson: given.isSet('json'), isQuiet: given.isSet('quiet') };
  const progress = new ProgressLine(terminal, telling.isQuiet);
  try {
    const [key, checkpoint, consistency, witnessKeys] = ['key', 'checkpoint', 'consistency', 'witness-keys'].map(given.one);
    const options: VerifyOptions = {
      ...(key === undefined ? {} : { key }),
      ...(checkpoint === undefined ? {} : { checkpoint: await checkpointText(checkpoint) }),
      ...(consistency === undefined ? {} : { consistency: consistencyProofOf(readJson(await fileText(consistency, mostSmallBytes), consistency), consistency) }),
      ...(witnessKeys === undefined ? {} : { witnessKeys: await fileLines(witnessKeys) }),
      onProgress: ({ step, done, total }) => progress.tell(step, done, total),
    };
    const text = await bundleText(source, terminal, (done, total) => progress.tell('bytes', done, total));
    const value = readJson(text, '$');
    const report = verifyBundle(value, options);
    const ledger = given.one('ledger');
    // Only of a bundle that holds is it known what it rests on.
    const beside = report.fault || ledger === undefined ? null : await besideBundle(value as Bundle, ledger, progress);
    progress.clear();
    const found = beside ? { ...report, fault: beside.fault, verdict: verdictOf(beside.fault), remarks: [...report.remarks, ...beside.remarks] } : report;
    const proved = beside ? `${provedLine(report)} Of its items and number, ${beside.remarks.length} other entries are in the whole ledger of ${beside.ledger.entries}.` : provedLine(report);
    return tellResult(terminal, { fault: found.fault, remarks: found.remarks, proved, report: found }, telling);
  } finally {
    progress.clear();
  }
}

async function besideBundle(bundle: Bundle, path: string, progress: ProgressLine): Promise<LedgerBesideBundle> {
  const { size, bytes } = await fileBytes(path);
  return entriesBesideBundle(bundle, linesOf(bytes, (done) => progress.tell('bytes of the ledger', done, size)));
}

/** What was proved, with counts. */
export function provedLine({ facts: { publication, methodology, log, counts } }: BundleReport): string {
  const { entries, councils, items, marks, opened, reveals, adjustments, figures } = counts;
  const witnesses = log?.cosignatures.length ?? 0;
  return [
    `publication ${publication?.number} (${publication?.snapshotHash}): all ${figures} figures of ${councils} councils follow by the methodology ${methodology?.code} ${methodology?.number}`,
    `from ${items} items, ${marks} marks (${opened} opened, each what its commitment in the log was made of), ${reveals} reveals and ${adjustments} adjustments;`,
    `${entries} entries are in the log ${log?.origin} of ${log?.size} entries, signed with the key ${log?.keyFrom === 'GIVEN' ? 'that was given' : 'in the bundle'}`,
    `and by ${witnesses} given ${witnesses === 1 ? 'witness' : 'witnesses'}.`,
  ].join(' ');
}
