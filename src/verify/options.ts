import { isTreeHash } from '../ledger/merkle/index.js';
import { parseVerifierKey, signatureTypes, type VerifierKey } from '../ledger/note/index.js';
import { refuse } from './fault.js';
import { membersOf } from './shape/object.js';

/** The key of a log as it was given. Refuses what is none. */
export function logKeyOf(text: string, place: string): VerifierKey {
  const key = parseVerifierKey(text.trim());
  return key?.type === signatureTypes.note
    ? key
    : refuse('OPTION', place, 'This is no key of a log: it has to be "name+id+key" as the log publishes it (C2SP signed-note, Ed25519).');
}

/** The keys of witnesses as they were given. Refuses what is none, and a key that is given twice. */
export function witnessKeysOf(texts: readonly string[], place: string): readonly VerifierKey[] {
  const keys = texts.map((text, at) => {
    const key = parseVerifierKey(text.trim());
    return key?.type === signatureTypes.cosignature
      ? key
      : refuse('OPTION', `${place}[${at}]`, 'This is no key of a witness: it has to be "name+id+key" of the cosignature type (C2SP tlog-cosignature).');
  });
  const names = keys.map(({ name, keyId }) => `${name}+${keyId}`);
  const twice = names.findIndex((one, at) => names.indexOf(one) !== at);
  return twice === -1 ? keys : refuse('OPTION', `${place}[${twice}]`, 'This key of a witness is given twice.');
}

/** The hashes of a consistency proof: a list, an object with `hashes`, or the whole answer of the API with it. */
export function consistencyProofOf(value: unknown, place: string): readonly string[] {
  if (Array.isArray(value)) {
    const hashes: readonly unknown[] = value;
    return hashes.every(isTreeHash) ? hashes : refuse('SHAPE', place, 'A consistency proof is a list of hashes of 64 lower-case hexadecimal digits.');
  }
  const { hashes, consistencyProof, data } = membersOf(value, place);
  return consistencyProofOf(hashes ?? consistencyProof ?? data, place);
}
