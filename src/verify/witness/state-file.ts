import { readJson } from '../json-text.js';
import { object } from '../shape/object.js';
import { anyText, oneOf, type Of } from '../shape/readers.js';
import { readIfThere, replace } from './secret-file.js';

const kind = 'kengash-verify/witness-state/1';

const stateFile = object({ kind: oneOf(kind), logKey: anyText(1_000), note: anyText(1_000_000) });

/** What a witness remembers: the key of the log, and the last checkpoint that it was ready to sign. */
export type WitnessState = Omit<Of<typeof stateFile>, 'kind'>;

/** What the file remembers; null where there is none, which is before the first run. */
export async function readState(path: string): Promise<WitnessState | null> {
  const found = await readIfThere(path);
  return found === null ? null : stateFile(readJson(found, path), path);
}

/** Remembers; it is on the disk when this resolves. */
export async function writeState(path: string, { logKey, note }: WitnessState): Promise<void> {
  await replace(path, `${JSON.stringify({ kind, logKey, note }, null, 2)}\n`);
}
