import { randomBytes } from 'node:crypto';
import { cosignatureKey, isKeyName, type NoteSigner } from '../../ledger/note/index.js';
import { refuse } from '../fault.js';
import { readJson } from '../json-text.js';
import { name as anyName } from '../shape/forms.js';
import { object } from '../shape/object.js';
import { oneOf, text } from '../shape/readers.js';
import { readIfThere, refuseReadable, writeOnce } from './secret-file.js';

const kind = 'kengash-verify/witness-key/1';

const keyFile = object({ kind: oneOf(kind), name: anyName, seed: text('32 bytes in base64', /^[A-Za-z0-9+/]{43}=$/, 44) });

/** The key of a witness, and whether it was made just now. */
export interface WitnessKey {
  readonly signer: NoteSigner;
  readonly isNew: boolean;
}

/**
 * The key of a witness out of its file, which is made with a new key where there is none. The seed is written for the
 * owner of the file alone, and goes nowhere else.
 */
export async function witnessKey(path: string, name: string): Promise<WitnessKey> {
  if (!isKeyName(name)) {
    refuse('OPTION', '--name', 'The name of a witness has no blanks and no plus signs.');
  }
  const found = await readIfThere(path);
  if (found === null) {
    const seed = randomBytes(32);
    await writeOnce(path, `${JSON.stringify({ kind, name, seed: seed.toString('base64') })}\n`);
    return { signer: { name, seed: Uint8Array.from(seed) }, isNew: true };
  }
  await refuseReadable(path);
  const kept = keyFile(readJson(found, path), path);
  if (kept.name !== name) {
    refuse('OPTION', '--name', `The key in ${path} is that of the witness ${kept.name}.`);
  }
  return { signer: { name, seed: Uint8Array.from(Buffer.from(kept.seed, 'base64')) }, isNew: false };
}

/** The public key as `witnessRegister` takes it: base64 of 32 bytes. */
export function publicKeyOf({ name, seed }: NoteSigner): string {
  return Buffer.from(cosignatureKey(name, seed).publicKey).toString('base64');
}
