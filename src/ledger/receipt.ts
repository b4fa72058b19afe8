import { type NoteSigner, openNote, signNote, type VerifierKey } from './note/index.js';

/** What a receipt promises: that a commitment came in, and will be in the log by a time. */
export interface Receipt {
  /** The name of the log. */
  readonly origin: string;
  /** The commitment, 64 hexadecimal digits in lower case. */
  readonly commitment: string;
  /** When it came in, in seconds since 1970. */
  readonly submittedAt: number;
  /** By when it is in the log, in seconds since 1970. */
  readonly includedBy: number;
}

const day = 86_400;

/**
 * Seconds within which the log promises to include a mark. It is included when its round is opened or, where that was
 * given up, with the item's next one or its decision; which for the individual marks of a cycle may take as long as the
 * marking, extended deadlines included.
 */
export const inclusionPromise = { individual: 183 * day, inSession: 31 * day } as const;

const firstLine = 'kengash/receipt/1';

/** A receipt as a signed note (C2SP signed-note): whoever holds it can show that the log has broken its word. */
export function signReceipt({ commitment, submittedAt, includedBy }: Omit<Receipt, 'origin'>, signer: NoteSigner): string {
  const lines = [firstLine, signer.name, commitment, `${submittedAt}`, `${includedBy}`];
  return signNote(`${lines.join('\n')}\n`, signer);
}

/** Reads a receipt that was signed with the key of the log; null for anything else. */
export function openReceipt(note: string, key: VerifierKey): Receipt | null {
  const opened = openNote(note, [key]);
  const [first, origin, commitment, submitted, included, end, ...rest] = opened.ok ? opened.text.split('\n') : [];
  const isReceipt = first === firstLine && origin === key.name && /^[0-9a-f]{64}$/.test(commitment ?? '') && end === '' && rest.length === 0;
  const [submittedAt, includedBy] = [Number(submitted), Number(included)];
  return isReceipt && Number.isSafeInteger(submittedAt) && Number.isSafeInteger(includedBy)
    ? { origin: key.name, commitment: commitment ?? '', submittedAt, includedBy }
    : null;
}
