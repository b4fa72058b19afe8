import { verifyLedger } from '../ledger/verify-ledger.js';
import { onlyOne, readArguments } from './arguments.js';
import { checkpointText, fileBytes } from './input.js';
import { linesOf } from './lines-of.js';
import { ProgressLine } from './progress-line.js';
import { type ExitStatus, tellResult } from './tell-result.js';
import type { Terminal } from './terminal.js';

/** `kengash-verify ledger`. */
export async function ledgerCommand(argv: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const given = readArguments(argv, { one: ['key'], all: ['checkpoint'], flags: ['json', 'quiet'] });
  const source = onlyOne(given, 'the file of an export, or - for the standard input');
  const telling = { asJson: given.isSet('json'), isQuiet: given.isSet('quiet') };
  const progress = new ProgressLine(terminal, telling.isQuiet);
  try {
    const key = given.one('key');
    const checkpoints = await Promise.all(given.all('checkpoint').map(checkpointText));
    const { size, bytes } = source === '-' ? { size: null, bytes: terminal.stdin } : await fileBytes(source);
    const lines = linesOf(bytes, (done) => progress.tell('bytes', done, size));
    const report = await verifyLedger(lines, { ...(key === undefined ? {} : { key }), checkpoints });
    progress.clear();
    const { fault, remarks, entries, root, chain } = report;
    const met = report.checkpoints.map((checkpoint) => checkpoint.size).join(', ');
    const proved = `${entries} entries from the first on; root ${root}, chain ${chain}; ${met === '' ? 'compared with no checkpoint' : `signed under the checkpoint${report.checkpoints.length === 1 ? '' : 's'} of ${met}`}.`;
    return tellResult(terminal, { fault, remarks, proved, report }, telling);
  } finally {
    progress.clear();
  }
}
