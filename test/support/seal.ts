import { derivedKey, keyPurposes } from '../../src/ledger/derived-key.js';
import { Seal } from '../../src/ledger/seal.js';

/** The secret of the servers of tests. */
export const testSecret = 'a secret for tests alone, long enough';

/** What the servers of tests keep marks under. */
export const testSeal = new Seal(derivedKey(testSecret, keyPurposes.seal));
