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
  const key = keyOf(bundle, options.key);
  const checkpoint = openCheckpoint(bundle.checkpoint, key, '$.checkpoint');
  const witnesses = witnessKeysOf(options.witnessKeys ?? [], 'options.witnessKeys');
  const cosignatures = [
    ...cosignaturesOf(bundle.checkpoint, [key, ...witnesses], '$.checkpoint'),
    ...(options.checkpoint === undefined ? [] : checkKept(options.checkpoint, { checkpoint, key, witnesses, consistency: options.consistency })),
  ];
  if (witnesses.length > 0 && cosignatures.length === 0) {
    refuse('COSIGNATURE_MISSING', '$.checkpoint', `None of the ${witnesses.length} given witnesses has signed the checkpoint, or a later one that was given.`);
  }
  return { checkpoint, key, cosignatures: [...new Map(cosignatures.map((cosignature) => [cosignature.keyId, cosignature])).values()] };
}

/** The key that was given, which the bundle has to name, or else the one that it names. */
function keyOf({ logKey }: Bundle, text: string | undefined): VerifierKey {
  if (text !== undefined) {
    const given = logKeyOf(text, 'options.key');
    return text.trim() === logKey ? given : refuse('KEY_DIFFERS', '$.logKey', `The bundle names the key ${logKey}, and the one that was given is ${text.trim()}.`);
  }
  const key = parseVerifierKey(logKey);
  return key?.type === signatureTypes.note ? key : refuse('SHAPE', '$.logKey', 'This is no key of a log.');
}

interface KeptContext {
  readonly checkpoint: Checkpoint;
  readonly key: VerifierKey;
  readonly witnesses: readonly VerifierKey[];
  readonly consistency: readonly string[] | undefined;
}

/** Compares a kept checkpoint with that of the bundle. Who has cosigned one that is no shorter stands for both. */
function checkKept(note: string, { checkpoint, key, witnesses, consistency }: KeptContext): readonly VerifiedSignature[] {
  const kept = openCheckpoint(note, key, 'options.checkpoint');
  const [first, second] = kept.size <= checkpoint.size ? [kept, checkpoint] : [checkpoint, kept];
  const proof = consistency === undefined ? null : consistencyProofOf(consistency, 'options.consistency');
  compareCheckpoints({ first, second, proof }, '$.checkpoint');
  const cosignatures = cosignaturesOf(note, [key, ...witnesses], 'options.checkpoint');
  return kept.size >= checkpoint.size ? cosignatures : [];
}

function cosignaturesOf(note: string, keys: readonly VerifierKey[], place: string): readonly VerifiedSignature[] {
  const opened = openNote(note, keys);
  return opened.ok
    ? opened.verified.filter(({ time }) => time !== null)
    : refuse('CHECKPOINT_SIGNATURE', place, 'A cosignature under the key of a given witness is not of this checkpoint.');
}
