import { type FaultCode, unusableCodes } from './fault-codes.js';

/** The first thing that is wrong: a code for programs, the place in what was given, and what is wrong there in words. */
export interface Fault {
  readonly code: FaultCode;
  /** A JSON path (RFC 9535), such as `$.councils[0].items[3].marks[1]`; for what is not JSON, the name of what was given. */
  readonly place: string;
  readonly message: string;
}

/** What is not wrong, but has to be known to understand what was proved. */
export interface Remark {
  readonly code: RemarkCode;
  readonly place: string;
  readonly message: string;
}

/** The codes of remarks. */
export type RemarkCode =
  /** The key of the log was taken from what was verified: whoever made that could have made the key. */
  | 'KEY_FROM_BUNDLE'
  /** No witness key was given, so nobody but the log itself says that it shows everybody the same. */
  | 'NO_WITNESS'
  /** What was given by one side alone cannot be recomputed from the marks: an indicator that is not public. */
  | 'NOT_PUBLIC'
  /** The raters agreed on a value outside the range of their last marks; the bundle does not hold what that rests on. */
  | 'AGREED_OUTSIDE_MARKS'
  /** Fewer marks count than the methodology asks for. */
  | 'FEW_MARKS'
  /** A measured value of an earlier cycle that is compared with is not proved, or it is taken as given that there is none. */
  | 'EARLIER_MEASUREMENT'
  /** What a correction says of the table before it cannot be recomputed from one bundle. */
  | 'CORRECTION_BEFORE'
  /** No checkpoint was given, or none covers the end: what was cut off or replaced there cannot be seen. */
  | 'END_NOT_COVERED'
  /** Nothing earlier is known: what is seen first is believed. */
  | 'FIRST_SIGHT'
  /** That a commitment is in the log was shown, and not whether it counted. */
  | 'STANDING_UNKNOWN'
  /** The whole ledger has an entry about an item, of a kind that bundles rest on, and this bundle does not rest on it. */
  | 'ENTRY_UNUSED'
  /** The whole ledger has another entry about an item. */
  | 'ENTRY_BESIDE'
  /** The proof that a promise was kept was not given. */
  | 'NO_PROOF';

/** Thrown inside the verifier at the first fault; the exported functions catch it and report. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(readonly fault: Fault) {
    super(fault.message);
  }
}

/** Ends the verification with a fault. */
export function refuse(code: FaultCode, place: string, message: string): never {
  throw new Refusal({ code, place, message });
}

/** Whether a fault says that what was given cannot be used at all, rather than that it is wrong. */
export function isUnusable({ code }: Fault): boolean {
  return unusableCodes.has(code);
}

/** PROVED: everything holds. WRONG: something does not. UNUSABLE: it could not be looked at. */
export type Verdict = 'PROVED' | 'WRONG' | 'UNUSABLE';

/** The verdict that a fault, or none, comes to. */
export function verdictOf(fault: Fault | null): Verdict {
  return fault === null ? 'PROVED' : isUnusable(fault) ? 'UNUSABLE' : 'WRONG';
}

/** The fault behind what was thrown. What nobody foresaw is a fault too: the verifier never crashes on what it is given. */
export function faultOf(error: unknown, place: string): Fault {
  return error instanceof Refusal
    ? error.fault
    : { code: 'CANNOT_BE_CHECKED', place, message: `This cannot be checked: ${error instanceof Error ? error.message : 'an unknown error'}.` };
}
