import { canonicalJson } from './canonical-json.js';
import { contentHash, domainTags } from './digest.js';
import { leafHash } from './merkle/index.js';
import { sha256Hex } from './sha256.js';

/** An entry of the ledger, as its leaf is made of it. */
export interface LogEntry {
  readonly id: string;
  /** The database's clock at the transaction, in UTC with microseconds: `2026-03-01T09:00:00.000000Z`. */
  readonly at: string;
  readonly action: string;
  /** The account that acted; null for the system itself. */
  readonly actor: string | null;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** 64 hexadecimal digits by lot. */
  readonly salt: string;
}

/** What a proof shows of an entry: enough to make its leaf, and nothing of who acted, when, and on what. */
export interface ShownEntry {
  readonly action: string;
  /** Of `entryBodyHash`. */
  readonly body: string;
  /** Of `entryHeadHash`. */
  readonly head: string;
}

/** The first member of a leaf, so that it can be no other document. */
export const LEAF_DOMAIN = 'kengash/ledger-leaf/1';

const chainTag = 'kengash/ledger-chain/1';

/** The link before the first leaf. */
export const firstLink = '0'.repeat(64);

/** The hash of the body of an entry. */
export function entryBodyHash(body: Readonly<Record<string, unknown>>): string {
  return contentHash(domainTags.ledgerEntry, body);
}

/** The hash of who has done it, when, and to what; its salt keeps it from being guessed. */
export function entryHeadHash({ id, at, actor, subjectType, subjectId, salt }: LogEntry): string {
  return contentHash(domainTags.ledgerHead, { id, at, actor, subjectType, subjectId, salt });
}

/** What is shown of an entry. */
export function shownEntry(entry: LogEntry): ShownEntry {
  return { action: entry.action, body: entryBodyHash(entry.body), head: entryHeadHash(entry) };
}

/** The leaf of an entry in the Merkle tree (RFC 6962): over the canonical JSON of `{domain, action, body, head}`. */
export function entryLeafHash({ action, body, head }: ShownEntry): string {
  return leafHash(canonicalJson({ domain: LEAF_DOMAIN, action, body, head }));
}

/** The link of a leaf to all before it: SHA-256 over the tag, a zero byte, and the two hashes as hexadecimal digits. */
export function chainLink(previous: string, leaf: string): string {
  return sha256Hex(chainTag, Uint8Array.of(0), previous, leaf);
}
