import { derivedKey, keyPurposes } from './ledger/derived-key.js';
import type { NoteSigner } from './ledger/note/index.js';
import { Seal } from './ledger/seal.js';

/** What the server signs with, and what it keeps hidden marks under. */
export interface LogKeys {
  readonly signer: NoteSigner;
  readonly seal: Seal;
}

/**
 * The keys that follow from a secret, the same on every node. The secret lives as long as the log: with another one,
 * marks that are hidden could not be opened, and checkpoints would be those of another log.
 */
export function logKeys({ origin, secret }: { readonly origin: string; readonly secret: string }): LogKeys {
  return {
    signer: { name: origin, seed: derivedKey(secret, keyPurposes.log) },
    seal: new Seal(derivedKey(secret, keyPurposes.seal)),
  };
}
