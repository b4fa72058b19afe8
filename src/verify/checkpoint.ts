import { verifyConsistency } from '../ledger/merkle/index.js';
import { type Checkpoint, openNote, parseCheckpoint, type VerifierKey } from '../ledger/note/index.js';
import { refuse } from './fault.js';

/** Opens a checkpoint that has to be signed with the key of its log. */
export function openCheckpoint(note: string, key: VerifierKey, place: string): Checkpoint {
  const opened = openNote(note, [key]);
  if (!opened.ok) {
    switch (opened.reason) {
      case 'NO_KNOWN_SIGNATURE':
        return refuse('CHECKPOINT_UNSIGNED', place, `The checkpoint has no signature with the key ${key.name}+${key.keyId}.`);
      case 'BAD_SIGNATURE':
        return refuse('CHECKPOINT_SIGNATURE', place, `The signature with the key ${key.name}+${key.keyId} is not of this checkpoint.`);
      default:
        return refuse('CHECKPOINT_MALFORMED', place, 'This is no signed note.');
    }
  }
  const checkpoint = parseCheckpoint(opened.text);
  if (checkpoint === null) {
    return refuse('CHECKPOINT_MALFORMED', place, 'The signed text is no checkpoint.');
  }
  return checkpoint.origin === key.name
    ? checkpoint
    : refuse('CHECKPOINT_ORIGIN', place, `The checkpoint is of the log ${checkpoint.origin}, and the key is that of ${key.name}.`);
}

/** Two checkpoints of one log in the order of their sizes, each with its name in messages. */
export interface TwoCheckpoints {
  readonly first: Checkpoint;
  readonly second: Checkpoint;
  readonly proof: readonly string[] | null;
}

/** Refuses two checkpoints of which the second is not the continuation of the first. */
export function compareCheckpoints({ first, second, proof }: TwoCheckpoints, place: string): void {
  const sizes = `${first.size} and ${second.size}`;
  if (first.size === second.size) {
    if (first.root !== second.root) {
      refuse('CHECKPOINT_FORKED', place, `The log has signed two different roots for the size ${first.size}: it shows different people different things.`);
    }
    return;
  }
  if (first.size === 0) {
    return;
  }
  if (proof === null) {
    refuse('CONSISTENCY_NEEDED', place, `The checkpoints are of the sizes ${sizes}: the consistency proof from ${first.size} to ${second.size} is needed to compare them.`);
  }
  const claim = { first: first.size, second: second.size, firstRoot: first.root, secondRoot: second.root, proof };
  if (!verifyConsistency(claim)) {
    refuse('CHECKPOINT_INCONSISTENT', place, `The proof does not show that the log of ${second.size} entries continues the one of ${first.size}.`);
  }
}
