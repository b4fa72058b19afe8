import { findCanonicalFault } from './canonical-fault.js';
import { canonicalJson } from './canonical-json.js';
import { type CommittedValue, canonicalValue } from './committed-value.js';
import { isSalt } from './salt.js';
import { sha256Hex } from './sha256.js';

/** What a rater binds themselves to. The rater, the item and the round stand in it, so nobody can copy a commitment. */
export interface MarkCommitmentFields {
  /** The id of the rating cycle. */
  readonly cycle: string;
  /** The id of the evaluation item. */
  readonly evaluationItem: string;
  /** 0 for the individual mark, 1 and more for the rounds of a joint session. */
  readonly round: number;
  /** The rater's pseudonym in the cycle, never an account. */
  readonly rater: string;
  readonly value: CommittedValue;
  /** By `justificationHash`, with the same salt. */
  readonly justificationHash: string;
  /** 32 random bytes in base64url, by `newSalt`: without it four levels would be guessed in four tries. */
  readonly salt: string;
}

/** The first member of what is hashed for a mark, so that it can be no other document. */
export const MARK_DOMAIN = 'kengash/mark/1';

/** The first member of what is hashed for a justification. */
export const JUSTIFICATION_DOMAIN = 'kengash/justification/1';

const hashForm = /^[0-9a-f]{64}$/;

/**
 * The commitment of a mark, 64 lower-case hex digits: SHA-256 over the canonical JSON (RFC 8785) of
 * `{domain: 'kengash/mark/1', cycle, evaluationItem, round, rater, value, justificationHash, salt}`, with the points of
 * the value in their shortest form ("12.50" as "12.5"). Null when a field is not of its form: an empty id, a round that
 * is not a whole number from 0, points that are no decimal, a salt or a hash of another shape.
 */
export function markCommitment(fields: MarkCommitmentFields): string | null {
  const value = canonicalValue(fields.value);
  const { cycle, evaluationItem, round, rater, justificationHash: hash, salt } = fields;
  const body = { domain: MARK_DOMAIN, cycle, evaluationItem, round, rater, value, justificationHash: hash, salt };
  const complete =
    [cycle, evaluationItem, rater].every((id) => id !== '') &&
    Number.isSafeInteger(round) &&
    round >= 0 &&
    hashForm.test(hash) &&
    isSalt(salt);
  return value === null || !complete || findCanonicalFault(body) ? null : sha256Hex(canonicalJson(body));
}

/** Whether a commitment, 64 lower-case hex digits, is that of these fields; false also for fields without one. */
export function verifyMarkCommitment(fields: MarkCommitmentFields, commitment: string): boolean {
  // Neither side is secret when it is verified, so the time that the comparison takes tells nothing.
  return markCommitment(fields) === commitment;
}

/**
 * The hash of a justification, 64 lower-case hex digits: SHA-256 over the canonical JSON of
 * `{domain: 'kengash/justification/1', salt, text}`. Salted, so that a text that is erased later cannot be guessed from
 * it. The text is taken as it is: what is normalised is normalised before. Null for a malformed salt or text.
 */
export function justificationHash(text: string, salt: string): string | null {
  const body = { domain: JUSTIFICATION_DOMAIN, salt, text };
  return isSalt(salt) && !findCanonicalFault(body) ? sha256Hex(canonicalJson(body)) : null;
}
