import { type Fault, isUnusable, type Remark } from '../fault.js';
import type { Terminal } from './terminal.js';

/** The status that a command ends with: 0 for proved, 1 for wrong, 2 for what could not be looked at. */
export type ExitStatus = 0 | 1 | 2;

/** The status of a fault, or of none. */
export const statusOf = (fault: Fault | null): ExitStatus => (fault === null ? 0 : isUnusable(fault) ? 2 : 1);

/** How a command tells what it has found. */
export interface Telling {
  readonly asJson: boolean;
  readonly isQuiet: boolean;
}

/** What a command has found. */
export interface Found {
  readonly fault: Fault | null;
  readonly remarks: readonly Remark[];
  /** What was proved, in one line. */
  readonly proved: string;
  /** The whole of it, for programs. */
  readonly report: object;
}

/** Tells what was found: first what has to be known beside it, at the end the one line that counts. */
export function tellResult({ out }: Pick<Terminal, 'out'>, { fault, remarks, proved, report }: Found, { asJson, isQuiet }: Telling): ExitStatus {
  if (asJson) {
    out(JSON.stringify(report, null, 2));
    return statusOf(fault);
  }
  if (!isQuiet) {
    [...Map.groupBy(remarks, ({ code }) => code).values()].forEach((alike) => out(`Note: ${oneLine(remarkLine(alike))}`));
  }
  out(fault ? faultLine(fault) : oneLine(`Proved: ${proved}`));
  return statusOf(fault);
}

/** A fault in one line: code, place and words. */
export const faultLine = (fault: Fault): string =>
  oneLine(`${isUnusable(fault) ? 'Cannot be verified' : 'WRONG'}: ${fault.code} at ${fault.place}: ${fault.message}`);

/** The first remark of a kind; how many more of them there are. */
function remarkLine([first, ...others]: readonly Remark[]): string {
  return `${first?.message ?? ''}${others.length === 0 ? '' : ` (And ${others.length} more of this kind: --json shows them all.)`}`;
}

// What was verified may have been made to move the cursor of whoever reads it.
const oneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ');
