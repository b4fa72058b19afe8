import { canonicalJson } from './canonical-json.js';
import { sha256Hex } from './sha256.js';

/**
 * What a hash is of. The tag is hashed before the body, so a body of one kind can never pass for one of another, and
 * its number changes with the shape of the body. A tag is never given a new meaning.
 */
export const domainTags = {
  /** The body of a methodology version, as approved. */
  methodologyVersion: 'kengash/methodology-version/1',
  /** The body of one ledger entry. */
  ledgerEntry: 'kengash/ledger-entry/1',
  /** Who has done what, when and to what: the part of a ledger entry that is not shown with its proof. */
  ledgerHead: 'kengash/ledger-head/1',
  /** The snapshot of a publication before it told the greatest points and the tie-break; those that are there stay. */
  formerPublication: 'kengash/publication/1',
  /** The snapshot of a publication before it told how firm it is and how far its raters agreed; those that are there stay. */
  secondPublication: 'kengash/publication/2',
  /** The snapshot of a publication. */
  publication: 'kengash/publication/3',
  /** The protocol of a joint rating session, as its members sign it. */
  sessionProtocol: 'kengash/session-protocol/1',
  /** What the protocol holds of one council. */
  sessionProtocolCouncil: 'kengash/session-protocol-council/1',
  /** A signal about how marks came about, as it was found. */
  auditFinding: 'kengash/audit-finding/1',
  /** What an auditor has found out about one. */
  auditResolution: 'kengash/audit-resolution/1',
  /** The input of a write, by which a repeated idempotency key is recognised. */
  idempotentInput: 'kengash/idempotent-input/1',
} as const satisfies Readonly<Record<string, string>>;

/** A tag of the list. */
export type DomainTag = (typeof domainTags)[keyof typeof domainTags];

/**
 * The hash of a body: SHA-256 over the tag in UTF-8, one zero byte, and the body's canonical JSON (RFC 8785) in UTF-8,
 * as 64 lower-case hex digits. Throws a CanonicalJsonError for a body that JSON cannot carry.
 */
export function contentHash(domainTag: DomainTag, body: unknown): string {
  return sha256Hex(domainTag, Uint8Array.of(0), canonicalJson(body));
}
