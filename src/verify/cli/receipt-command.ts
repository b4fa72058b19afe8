import { readJson } from '../json-text.js';
import { type ReceiptReport, verifyReceipt } from '../receipt/verify-receipt.js';
import type { Standing } from '../receipt/standing.js';
import { needed, onlyOne, readArguments } from './arguments.js';
import { bundleText, fileText, mostSmallBytes } from './input.js';
import { type ExitStatus, tellResult } from './tell-result.js';
import type { Terminal } from './terminal.js';

/** `kengash-verify receipt`. */
export async function receiptCommand(argv: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const given = readArguments(argv, { one: ['key', 'proof', 'rater', 'bundle'], flags: ['json', 'quiet'] });
  const note = await fileText(onlyOne(given, 'the file of a receipt'), mostSmallBytes);
  const [proof, rater] = [given.one('proof'), given.one('rater')];
  const bundle = given.one('bundle');
  const report = verifyReceipt(note, {
    key: needed(given, 'key'),
    ...(proof === undefined ? {} : { proof: readJson(await fileText(proof, mostSmallBytes), proof) }),
    ...(rater === undefined ? {} : { rater }),
    ...(bundle === undefined ? {} : { bundle: readJson(await bundleText(bundle, terminal, () => {}), bundle) }),
  });
  const telling = { asJson: given.isSet('json'), isQuiet: given.isSet('quiet') };
  return tellResult(terminal, { fault: report.fault, remarks: report.remarks, proved: provedLine(report), report }, telling);
}

function provedLine({ receipt, index, size, standing }: ReceiptReport): string {
  const at = new Date((receipt?.submittedAt ?? 0) * 1000).toISOString();
  const promise = `the log ${receipt?.origin} has signed that the commitment ${receipt?.commitment} came in at ${at}`;
  return index === null
    ? `${promise}; that it was kept is not shown here.`
    : `${promise}; it was kept: entry ${index} in the log of ${size} entries${standing ? `; in publication ${standing.publication} it is ${told(standing)}` : ''}.`;
}

/** What became of a mark, in words. */
function told({ state, by, item, round }: Standing): string {
  const words = { COUNTS: 'named as counting', SUPERSEDED: `named as superseded by ${by}`, VOID: 'named as void' }[state];
  return `${words}, by the reveal of round ${round} of ${item}`;
}
