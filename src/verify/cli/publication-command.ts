import type { BundleReport } from '../bundle/report.js';
import { verifyBundle } from '../bundle/verify-bundle.js';
import type { VerifyOptions } from '../bundle/verify-options.js';
import { readJson } from '../json-text.js';
import { consistencyProofOf } from '../options.js';
import { onlyOne, readArguments } from './arguments.js';
import { bundleText, checkpointText, fileLines, fileText, mostSmallBytes } from './input.js';
import { ProgressLine } from './progress-line.js';
import { type ExitStatus, tellResult } from './tell-result.js';
import type { Terminal } from './terminal.js';

/** `kengash-verify publication`. */
export async function publicationCommand(argv: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const given = readArguments(argv, { one: ['key', 'checkpoint', 'consistency', 'witness-keys'], flags: ['json', 'quiet'] });
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
    const report = verifyBundle(readJson(text, '$'), options);
    progress.clear();
    return tellResult(terminal, { fault: report.fault, remarks: report.remarks, proved: provedLine(report), report }, telling);
  } finally {
    progress.clear();
  }
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
