import { utf8 } from './bytes.js';
import { ed25519PublicKey, ed25519Sign, ed25519Verify } from './ed25519.js';
import { isNoteText } from './note-text.js';
import type { NoteSignature } from './signature-line.js';
import { signatureTypes, type VerifierKey, verifierKey } from './verifier-key.js';

/** Who signs notes. */
export interface NoteSigner {
  /** For a log its origin. */
  readonly name: string;
  /** 32 random bytes, which are the secret. */
  readonly seed: Uint8Array;
}

/** The key of a signer, to be published. Throws a RangeError for a name or seed of another form. */
export function noteKey({ name, seed }: NoteSigner): VerifierKey {
  return verifierKey(name, signatureTypes.note, ed25519PublicKey(seed));
}

/**
 * The Ed25519 signature of a note's text (C2SP signed-note, "Ed25519 signatures", type 0x01); the same for the same
 * text. Throws a RangeError for a text that is no note's, and for a name or seed of another form.
 */
export function signText(text: string, signer: NoteSigner): NoteSignature {
  if (!isNoteText(text)) {
    throw new RangeError('The text of a note ends its last line and has no control characters');
  }
  const { name, keyId } = noteKey(signer);
  return { name, keyId, signature: ed25519Sign(signer.seed, utf8(text)) };
}

/** Whether a signature of a note's text is by the key, one of type 0x01. Never throws. */
export function verifySignature(text: string, signature: NoteSignature, key: VerifierKey): boolean {
  return (
    key.type === signatureTypes.note &&
    signature.name === key.name &&
    signature.keyId === key.keyId &&
    isNoteText(text) &&
    ed25519Verify(key.publicKey, utf8(text), signature.signature)
  );
}
