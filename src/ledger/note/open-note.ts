import { verifyCosignature } from './cosignature.js';
import { verifySignature } from './note-signature.js';
import { parseNote } from './note.js';
import type { NoteSignature } from './signature-line.js';
import { signatureTypes, type VerifierKey } from './verifier-key.js';

/** Why nothing of a note may be believed. */
export type NoteFault =
  /** It is no note, or one over the limits. */
  | 'MALFORMED'
  /** Two of the verifier keys have the name and id of a signature: it cannot be told whose it is. */
  | 'AMBIGUOUS_KEY'
  /** A signature with the name and id of a known key is not by that key. */
  | 'BAD_SIGNATURE'
  /** No signature is by a known key. */
  | 'NO_KNOWN_SIGNATURE';

/** A known key that signed a note. */
export interface VerifiedSignature {
  readonly name: string;
  /** 8 lower-case hex digits. */
  readonly keyId: string;
  /** The time of a cosignature in seconds since 1970, the latest of several; null for a signature of the text. */
  readonly time: number | null;
}

/** A note that was verified, or why it was not. */
export type OpenedNote =
  | {
      readonly ok: true;
      readonly text: string;
      /** Each known key that signed once, in the order of its first line. */
      readonly verified: readonly VerifiedSignature[];
      /** By keys that are not known, and so without any meaning. */
      readonly unverified: readonly NoteSignature[];
    }
  | { readonly ok: false; readonly reason: NoteFault };

/**
 * Verifies a note with the keys that are known (C2SP signed-note, "Signatures"). Signatures by unknown keys are passed
 * over; every one by a known key has to be true, or nothing of the note is believed; and one has to be there. Whose
 * signatures are needed, and how many, is for the caller to judge by `verified`. Never throws.
 */
export function openNote(note: string, verifiers: readonly VerifierKey[]): OpenedNote {
  const parsed = parseNote(note);
  if (parsed === null) {
    return { ok: false, reason: 'MALFORMED' };
  }
  const { text, signatures } = parsed;
  const verified = new Map<VerifierKey, VerifiedSignature>();
  const unverified: NoteSignature[] = [];
  for (const signature of signatures) {
    const { name, keyId } = signature;
    const [key, ...others] = verifiers.filter((known) => known.name === name && known.keyId === keyId);
    if (key === undefined) {
      unverified.push(signature);
      continue;
    }
    if (others.length > 0) {
      return { ok: false, reason: 'AMBIGUOUS_KEY' };
    }
    const found = verify(text, signature, key);
    if (found === null) {
      return { ok: false, reason: 'BAD_SIGNATURE' };
    }
    if ((verified.get(key)?.time ?? -1) < (found.time ?? 0)) {
      verified.set(key, found);
    }
  }
  return verified.size === 0
    ? { ok: false, reason: 'NO_KNOWN_SIGNATURE' }
    : { ok: true, text, verified: [...verified.values()], unverified };
}

function verify(text: string, signature: NoteSignature, key: VerifierKey): VerifiedSignature | null {
  const { name, keyId } = key;
  if (key.type === signatureTypes.note) {
    return verifySignature(text, signature, key) ? { name, keyId, time: null } : null;
  }
  const time = verifyCosignature(text, signature, key);
  return time === null ? null : { name, keyId, time };
}
