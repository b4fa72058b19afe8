import { runWitness } from '../witness/witness.js';
import { needed, readArguments } from './arguments.js';
import { refuse } from '../fault.js';
import { type ExitStatus, tellResult } from './tell-result.js';
import type { Terminal } from './terminal.js';

/** `kengash-verify witness`. */
export async function witnessCommand(argv: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const given = readArguments(argv, { one: ['url', 'name', 'key-file', 'state-file', 'log-key'], flags: ['json', 'quiet'] });
  if (given.beside.length > 0) {
    refuse('OPTION', 'arguments', 'This takes options alone.');
  }
  const logKey = given.one('log-key');
  const report = await runWitness({
    url: needed(given, 'url'),
    name: needed(given, 'name'),
    keyFile: needed(given, 'key-file'),
    stateFile: needed(given, 'state-file'),
    ...(logKey === undefined ? {} : { logKey }),
    fetcher: terminal.fetcher,
    now: terminal.now,
    onNewKey: ({ verifierKey, publicKey }) =>
      terminal.aside(`A new key was made. Let it be registered (witnessRegister: publicKey "${publicKey}") and publish it:\n${verifierKey}\n`),
  });
  const { signed, verifierKey } = report;
  const proved = signed
    ? `the log ${signed.checkpoint.origin} of ${signed.checkpoint.size} entries ${signed.before === null ? 'is the first that was seen' : `continues the one of ${signed.before}`}; co-signed as ${verifierKey}.`
    : `the log has no entry yet; there is nothing to sign for ${verifierKey}.`;
  return tellResult(terminal, { fault: null, remarks: report.remarks, proved, report }, { asJson: given.isSet('json'), isQuiet: given.isSet('quiet') });
}
