import { sha256Hex } from '../sha256.js';
import { fromBase64, joined, toBase64 } from './bytes.js';
import { hasKeyLength } from './ed25519.js';
import { hasNoteCharacters } from './note-text.js';

/** The bytes that name what a key signs (C2SP signed-note, "Signature types"). */
export const signatureTypes = {
  /** The text of a note, by Ed25519. */
  note: 0x01,
  /** A checkpoint that a witness saw, with the time, by Ed25519 (C2SP tlog-cosignature). */
  cosignature: 0x04,
} as const;

/** One of `signatureTypes`. */
export type SignatureType = (typeof signatureTypes)[keyof typeof signatureTypes];

/** A key that signatures of a note are verified with. */
export interface VerifierKey {
  /** By custom a URL without a scheme, such as `example.uz/log`. */
  readonly name: string;
  readonly type: SignatureType;
  /** 32 bytes (RFC 8032). */
  readonly publicKey: Uint8Array;
  /** 8 lower-case hex digits: it tells keys apart and is no proof of a key. */
  readonly keyId: string;
}

// The plus parts a key's text.
const forbiddenInName = /[\p{White_Space}+]/u;

/** Whether a text can name a key: not empty, without blanks of any alphabet and pluses (C2SP signed-note, "Format"). */
export function isKeyName(text: string): boolean {
  return text !== '' && !forbiddenInName.test(text) && hasNoteCharacters(text);
}

/**
 * A key with its id: the first 4 bytes of SHA-256(name || 0x0A || type || public key) (C2SP signed-note, "Signatures").
 * Throws a RangeError for what `isKeyName` refuses and for a public key that has not 32 bytes.
 */
export function verifierKey(name: string, type: SignatureType, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name) || !hasKeyLength(publicKey)) {
    throw new RangeError('A key has a name without blanks and pluses, and 32 bytes');
  }
  const keyId = sha256Hex(name, Uint8Array.of(0x0a, type), publicKey).slice(0, 8);
  return { name, type, publicKey, keyId };
}

/** A key as a text to publish: `name+id+base64(type || public key)` (C2SP signed-note, "Verifier keys"). */
export function formatVerifierKey({ name, keyId, type, publicKey }: VerifierKey): string {
  return `${name}+${keyId}+${toBase64(joined(Uint8Array.of(type), publicKey))}`;
}

/** Reads what `formatVerifierKey` writes. Null for any other text: an unknown type, another length, a wrong id. */
export function parseVerifierKey(text: string): VerifierKey | null {
  // The base64 may hold pluses of its own, the name and the id hold none.
  const [, name = '', keyId, encoded = ''] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/su.exec(text) ?? [];
  const bytes = fromBase64(encoded) ?? new Uint8Array();
  const type = Object.values(signatureTypes).find((known) => known === bytes[0]);
  const publicKey = bytes.slice(1);
  if (type === undefined || !isKeyName(name) || !hasKeyLength(publicKey)) {
    return null;
  }
  const key = verifierKey(name, type, publicKey);
  return key.keyId === keyId ? key : null;
}
