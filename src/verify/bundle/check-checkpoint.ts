import type { Bundle } from '../../publication/bundle.js';
import { type Checkpoint, openNote, parseVerifierKey, signatureTypes, type VerifiedSignature, type VerifierKey } from '../../ledger/note/index.js';
import { compareCheckpoints, openCheckpoint } from '../checkpoint.js';
import { refuse } from '../fault.js';
import { consistencyProofOf, logKeyOf, witnessKeysOf } from '../options.js';
import type { VerifyOptions } from './verify-options.js';

/** A checkpoint whose signatures hold. */
export interface CheckedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly key: VerifierKey;
  /** Of the witnesses whose keys were given. */
  readonly cosignatures: readonly VerifiedSignature[];
}

/** Verifies who has signed the checkpoint of a bundle, and that it agrees with the one that somebody has kept. */
export function checkCheckpoint(bundle: Bundle, options: VerifyOptions): CheckedCheckpoint {
  const given = options.key === undefined ? null : logKeyOf(options.key, 'options.key');
  if (given && options.key?.trim() !== bundle.logKey) {
    refuse('KEY_DIFFERS', '$.logKey', `The bundle names the key ${bundle.logKey}, and the one that was given is ${options.key?.trim()}.`);
  }
  const key = given ?? keyOfBundle(bundle.logKey);
  const checkpoint = openCheckpoint(bundle.checkpoint, key, '$.checkpoint');
  const cosignatures = cosignaturesOf(bundle.checkpoint, key, options.witnessKeys);
  if (options.checkpoint !== undefined) {
    const kept = openCheckpoint(options.checkpoint, key, 'options.checkpoint');
    const [first, second] = kept.size <= checkpoint.size ? [kept, checkpoint] : [checkpoint, kept];
    const proof = options.consistency === undefined ? null : consistencyProofOf(options.consistency, 'options.consistency');
    compareCheckpoints({ first, second, proof }, '$.checkpoint');
  }
  return { checkpoint, key, cosignatures };
}

function keyOfBundle(text: string): VerifierKey {
  const key = parseVerifierKey(text);
  return key?.type === signatureTypes.note ? key : refuse('SHAPE', '$.logKey', 'This is no key of a log.');
}

function cosignaturesOf(note: string, key: VerifierKey, witnessKeys: readonly string[] = []): readonly VerifiedSignature[] {
  const witnesses = witnessKeysOf(witnessKeys, 'options.witnessKeys');
  const opened = openNote(note, [key, ...witnesses]);
  if (!opened.ok) {
    return refuse('CHECKPOINT_SIGNATURE', '$.checkpoint', 'A cosignature under the key of a given witness is not of this checkpoint.');
  }
  const cosignatures = opened.verified.filter(({ time }) => time !== null);
  return witnesses.length > 0 && cosignatures.length === 0
    ? refuse('COSIGNATURE_MISSING', '$.checkpoint', `None of the ${witnesses.length} given witnesses has signed the checkpoint.`)
    : cosignatures;
}
