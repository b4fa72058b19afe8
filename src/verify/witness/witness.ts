import { type Checkpoint, cosign, cosignatureKey, formatSignatureLine, formatVerifierKey, openNote, type VerifierKey } from '../../ledger/note/index.js';
import { compareCheckpoints, openCheckpoint } from '../checkpoint.js';
import { refuse, type Remark } from '../fault.js';
import { logKeyOf } from '../options.js';
import { webAddress } from '../web-address.js';
import { publicKeyOf, witnessKey } from './key-file.js';
import { LogServer } from './log-server.js';
import { readState, type WitnessState, writeState } from './state-file.js';
import { withLock } from './state-lock.js';

/** What a witness is told, and what it works with. */
export interface WitnessOptions {
  /** The GraphQL address of the log's server. */
  readonly url: string;
  /** The name that stands in the cosignatures. */
  readonly name: string;
  readonly keyFile: string;
  readonly stateFile: string;
  /** The key of the log; needed at the first run, remembered from then on. */
  readonly logKey?: string;
  /** Told of a key that was made just now, before anything else is done: it has to be registered. */
  readonly onNewKey?: (key: WitnessIdentity) => void;
  readonly fetcher?: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** The public key of a witness, to be registered and published. */
export interface WitnessIdentity {
  /** As a text (C2SP signed-note). */
  readonly verifierKey: string;
  /** As `witnessRegister` takes it. */
  readonly publicKey: string;
}

/** What a run of a witness has done. */
export interface WitnessReport extends WitnessIdentity {
  /** Whether the key was made in this run. */
  readonly isNewKey: boolean;
  /** What was signed; null where the log has no entry yet. */
  readonly signed: { readonly checkpoint: Checkpoint; readonly line: string; readonly before: number | null } | null;
  readonly remarks: readonly Remark[];
}

/**
 * One run of a witness: takes the newest checkpoint, verifies that it is the log's and continues the one before, remembers
 * it, and only then signs and sends. Throws a Refusal: for a log that is not consistent, with nothing signed and nothing
 * remembered; and for whatever cannot be reached, read or written.
 */
export async function runWitness(options: WitnessOptions): Promise<WitnessReport> {
  const { keyFile, stateFile, name, now = Date.now, fetcher = fetch } = options;
  const server = new LogServer(webAddress(options.url, '--url'), fetcher);
  return withLock(stateFile, async () => {
    const state = await readState(stateFile);
    const key = keyOfLog(state, options.logKey);
    const { signer, isNew } = await witnessKey(keyFile, name);
    const identity = { verifierKey: formatVerifierKey(cosignatureKey(name, signer.seed)), publicKey: publicKeyOf(signer) };
    const about = { ...identity, isNewKey: isNew };
    if (isNew) {
      options.onNewKey?.(identity);
    }
    const newest = await server.checkpoint();
    if (newest === null) {
      return { ...about, signed: null, remarks: [] };
    }
    const checkpoint = openCheckpoint(newest.note, key, '$.data.checkpoint.note');
    if (checkpoint.size !== newest.size) {
      refuse('CHECKPOINT_INCONSISTENT', '$.data.checkpoint.size', `The server says ${newest.size}, and the checkpoint ${checkpoint.size}.`);
    }
    if (checkpoint.size === 0) {
      return { ...about, signed: null, remarks: [] };
    }
    const before = state && openCheckpoint(state.note, key, stateFile);
    await refuseInconsistent(server, before, checkpoint);
    // On the disk before anything is sent: whatever happens then, this witness never signs another log beside this one.
    await writeState(stateFile, { logKey: formatVerifierKey(key), note: newest.note });
    const line = formatSignatureLine(cosign({ text: textOf(newest.note, key), name, seed: signer.seed, time: Math.floor(now() / 1000) }));
    await server.cosign(checkpoint.size, line);
    return { ...about, signed: { checkpoint, line, before: before?.size ?? null }, remarks: before ? [] : [firstSight(checkpoint, key)] };
  });
}

/** The key that was remembered, or the one that is given at the first run; they may not differ. */
function keyOfLog(state: WitnessState | null, given: string | undefined): VerifierKey {
  if (state === null && given === undefined) {
    return refuse('OPTION', '--log-key', 'At the first run the key of the log is needed, from a source that you trust. It is remembered.');
  }
  if (state !== null && given !== undefined && given.trim() !== state.logKey) {
    return refuse('KEY_DIFFERS', '--log-key', `The key that is remembered is ${state.logKey}, and the one that was given is ${given.trim()}.`);
  }
  return logKeyOf(state?.logKey ?? given ?? '', '--log-key');
}

async function refuseInconsistent(server: LogServer, before: Checkpoint | null, checkpoint: Checkpoint): Promise<void> {
  if (before === null) {
    return;
  }
  if (checkpoint.size < before.size) {
    refuse('LOG_SHRANK', '$.data.checkpoint', `The log had ${before.size} entries, and now has ${checkpoint.size}.`);
  }
  const proof = checkpoint.size === before.size ? [] : await server.consistency(before.size, checkpoint.size);
  compareCheckpoints({ first: before, second: checkpoint, proof }, '$.data.checkpoint');
}

/** The signed text of a note that was verified with a key. */
function textOf(note: string, key: VerifierKey): string {
  const opened = openNote(note, [key]);
  return opened.ok ? opened.text : refuse('CHECKPOINT_MALFORMED', '$.data.checkpoint.note', 'This is no signed note.');
}

const firstSight = ({ size }: Checkpoint, key: VerifierKey): Remark => ({
  code: 'FIRST_SIGHT',
  place: '$.data.checkpoint',
  message: `Nothing earlier is known of this log: its first ${size} entries and its key ${formatVerifierKey(key)} are believed as they are. From now on every change of them is noticed.`,
});
