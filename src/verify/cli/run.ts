import { type Fault, Refusal } from '../fault.js';
import { helpText } from './help.js';
import { ledgerCommand } from './ledger-command.js';
import { publicationCommand } from './publication-command.js';
import { receiptCommand } from './receipt-command.js';
import { type ExitStatus, faultLine, statusOf } from './tell-result.js';
import type { Terminal } from './terminal.js';
import { witnessCommand } from './witness-command.js';

type Command = (argv: readonly string[], terminal: Terminal) => Promise<ExitStatus>;

const commands: Readonly<Record<string, Command>> = {
  publication: publicationCommand,
  receipt: receiptCommand,
  ledger: ledgerCommand,
  witness: witnessCommand,
};

/** Runs the command that the arguments name; gives the status to end with. Never throws. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const [name = '', ...rest] = argv;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command || rest.includes('--help')) {
    const isAsked = ['', 'help', '--help', '-h'].includes(name) || command !== undefined;
    terminal.out(isAsked ? helpText : `There is no command "${name}".\n\n${helpText}`);
    return isAsked && name !== '' ? 0 : 2;
  }
  try {
    return await command(rest, terminal);
  } catch (error) {
    const fault = faultOfRun(error);
    if (rest.includes('--json')) {
      terminal.out(JSON.stringify({ verdict: statusOf(fault) === 1 ? 'WRONG' : 'UNUSABLE', fault }, null, 2));
    } else {
      terminal.out(faultLine(fault));
    }
    return statusOf(fault);
  }
}

/** Whatever was thrown that is no fault of what was given is one of files or of the machine. */
function faultOfRun(error: unknown): Fault {
  if (error instanceof Refusal) {
    return error.fault;
  }
  const { path } = error as { readonly path?: unknown };
  return { code: 'CANNOT_READ', place: typeof path === 'string' ? path : 'this machine', message: error instanceof Error ? error.message : 'An unknown error.' };
}
