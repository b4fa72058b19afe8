export { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.js';
export { cosign, cosignatureKey, type CosignatureRequest, verifyCosignature } from './cosignature.js';
export { ed25519PublicKey, ed25519Sign, ed25519Verify } from './ed25519.js';
export { formatNote, MAX_NOTE_BYTES, MAX_NOTE_SIGNATURES, type Note, parseNote, signNote } from './note.js';
export { noteKey, type NoteSigner, signText, verifySignature } from './note-signature.js';
export { type NoteFault, type OpenedNote, openNote, type VerifiedSignature } from './open-note.js';
export { formatSignatureLine, type NoteSignature, parseSignatureLine } from './signature-line.js';
export {
  formatVerifierKey,
  isKeyName,
  parseVerifierKey,
  type SignatureType,
  signatureTypes,
  type VerifierKey,
  verifierKey,
} from './verifier-key.js';
