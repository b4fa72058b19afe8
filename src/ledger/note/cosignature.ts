import { joined, utf8 } from './bytes.js';
import { parseCheckpoint } from './checkpoint.js';
import { ed25519PublicKey, ED25519_SIGNATURE_BYTES, ed25519Sign, ed25519Verify } from './ed25519.js';
import type { NoteSignature } from './signature-line.js';
import { signatureTypes, type VerifierKey, verifierKey } from './verifier-key.js';

/** The key of a witness for its name and 32-byte seed. Throws a RangeError for a name or seed of another form. */
export function cosignatureKey(name: string, seed: Uint8Array): VerifierKey {
  return verifierKey(name, signatureTypes.cosignature, ed25519PublicKey(seed));
}

/** What a witness signs, and as whom, when. */
export interface CosignatureRequest {
  /** The text of a checkpoint, without its signatures. */
  readonly text: string;
  readonly name: string;
  /** 32 bytes, of this witness alone: the signed message does not hold the name. */
  readonly seed: Uint8Array;
  /** Whole seconds since 1970-01-01T00:00Z. */
  readonly time: number;
}

/**
 * A witness's statement that at this time it knew no longer log of this origin, and that the log is consistent with all
 * it saw before (C2SP tlog-cosignature, type 0x04). Whoever calls it has verified the consistency. Throws a RangeError
 * for a text that is no checkpoint, a time that is no whole number from 0, and a name or seed of another form.
 */
export function cosign({ text, name, seed, time }: CosignatureRequest): NoteSignature {
  if (!isTime(time) || parseCheckpoint(text) === null) {
    throw new RangeError('A cosignature is of a checkpoint, at a time in whole seconds');
  }
  const { keyId } = cosignatureKey(name, seed);
  const stamp = new Uint8Array(8);
  new DataView(stamp.buffer).setBigUint64(0, BigInt(time));
  return { name, keyId, signature: joined(stamp, ed25519Sign(seed, messageOf(text, time))) };
}

/**
 * The time of a cosignature, in seconds since 1970, if the key's witness made it for this text of a checkpoint; null
 * when it did not, or when the key is of another type. Whether the time is too old or in the future is for the caller
 * to judge. Never throws.
 */
export function verifyCosignature(text: string, cosignature: NoteSignature, key: VerifierKey): number | null {
  const { name, keyId, signature } = cosignature;
  const isOfKey = key.type === signatureTypes.cosignature && name === key.name && keyId === key.keyId;
  if (!isOfKey || signature.length !== 8 + ED25519_SIGNATURE_BYTES || parseCheckpoint(text) === null) {
    return null;
  }
  const time = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
  const isSigned = isTime(time) && ed25519Verify(key.publicKey, messageOf(text, time), signature.subarray(8));
  return isSigned ? time : null;
}

// The specification allows up to 2^63 - 1; what JavaScript holds without loss is time enough.
function isTime(time: number): boolean {
  return Number.isSafeInteger(time) && time >= 0;
}

function messageOf(text: string, time: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${time}\n${text}`);
}
