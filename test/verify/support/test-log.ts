import { entryLeafHash, type LogEntry, shownEntry } from '../../../src/ledger/log-entry.js';
import { foldPlan, inclusionPlan, newNodes, nodeReader, rootFrom } from '../../../src/ledger/merkle/index.js';
import { formatCheckpoint, formatVerifierKey, noteKey, type NoteSigner, signNote } from '../../../src/ledger/note/index.js';
import { sha256Hex } from '../../../src/ledger/sha256.js';

/** Who signs for the log of these tests. */
export const logSigner: NoteSigner = { name: 'kengash.example/log', seed: new Uint8Array(32).fill(7) };

/** Its key, as it is published. */
export const logKey = formatVerifierKey(noteKey(logSigner));

/** What is entered. */
export interface NewEntry {
  readonly action: string;
  readonly subject: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A log in memory; its ids, times and salts are the same in every run. */
export class TestLog {
  readonly entries: LogEntry[] = [];

  /** Enters something, and gives its place. */
  append({ action, subject, body }: NewEntry): number {
    const index = this.entries.length;
    const digits = index.toString(16).padStart(12, '0');
    this.entries.push({
      id: `00000000-0000-7000-8000-${digits}`,
      at: `2026-03-01T09:00:00.${`${index}`.padStart(6, '0')}Z`,
      action,
      actor: index % 3 === 0 ? null : '00000000-0000-4000-8000-00000000000a',
      ...subjectOf(subject),
      body,
      salt: sha256Hex(`salt of entry ${index}`),
    });
    return index;
  }

  /** The hashes of its leaves. */
  leaves(): readonly string[] {
    return this.entries.map((entry) => entryLeafHash(shownEntry(entry)));
  }
}

/** As the server names it: items by what their opaque ids stand for. */
function subjectOf(subject: string): Pick<LogEntry, 'subjectType' | 'subjectId'> {
  const [type = '', id] = Buffer.from(subject, 'base64url').toString().split(':');
  return type === 'EvaluationItem' && id !== undefined ? { subjectType: type, subjectId: id } : { subjectType: subject.startsWith('publication') ? 'Publication' : 'Evaluation', subjectId: subject };
}

/** A Merkle tree over leaf hashes, with the checkpoint that a signer makes of it. */
export class TestTree {
  readonly root: string;
  readonly #read: ReturnType<typeof nodeReader>;

  constructor(readonly leaves: readonly string[]) {
    this.#read = nodeReader(newNodes(0, leaves, nodeReader([])));
    this.root = rootFrom(leaves.length, this.#read);
  }

  /** The proof that a leaf is in it. */
  inclusion(index: number): readonly string[] {
    return foldPlan(inclusionPlan(index, this.leaves.length), this.#read);
  }

  /** Its checkpoint. */
  checkpoint(signer: NoteSigner = logSigner): string {
    return signNote(this.text(signer.name), signer);
  }

  /** The text of its checkpoint. */
  text(origin = logSigner.name): string {
    return formatCheckpoint({ origin, size: this.leaves.length, root: this.root });
  }
}
