import type { ErrorCode } from '../../errors.js';
import { cleanText } from '../../language/index.js';

/** An address that can be kept, or the code of the reason why not. */
export type EmailAddress =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly code: ErrorCode };

/** The longest address, in characters (RFC 5321). */
const longest = 254;

const pattern = /^[^\s@<>"']+@[^\s@<>"']+\.[^\s@<>"']+$/;

/** The one spelling of an address, as it is kept and as people sign in with it: lower case, NFC. */
export const spelledAddress = (input: string): string => input.normalize('NFC').trim().toLowerCase();

/** Reads the address of a new account. What shows otherwise than it is, or would be kept in another spelling, is none. */
export function readAddress(input: string): EmailAddress {
  const address = spelledAddress(input);
  const cleaned = cleanText(address, { min: 1, max: longest });
  if (!cleaned.ok) {
    return cleaned.code === 'INVALID_CHARACTERS' ? cleaned : { ok: false, code: 'INVALID_FORMAT' };
  }
  return cleaned.text === address && pattern.test(address) ? { ok: true, address } : { ok: false, code: 'INVALID_FORMAT' };
}
