import { canonicalJson } from '../../ledger/canonical-json.js';
import { sha256Hex } from '../../ledger/sha256.js';
import type { ExactText } from '../../scoring/methodology-rules.js';

/** The official points of every council by the code of the indicator; null where it does not apply. */
export type OfficialPoints = Readonly<Record<string, Readonly<Record<string, ExactText | null>>>>;

const domain = 'acc/mc/v1\n';

/**
 * The seed of a published simulation: SHA-256 of the UTF-8 bytes of "acc/mc/v1", a line feed, and the canonical JSON
 * (RFC 8785) of {"methodologyHash", "points"}, in lower-case hex digits.
 *
 * Everything in it is what the result is about, so whoever has the published points can draw the same numbers, and
 * nobody can choose them. A root of the log would not do: an operator could add harmless entries until a seed comes
 * that gives a favoured council the better interval. Points can be written in more than one way ("1/2", "0.5"): the
 * seed is of the texts as they are published.
 *
 * Throws a CanonicalJsonError for texts that are no Unicode; those of approved versions are.
 */
export function seedOf(methodologyHash: string, officialPoints: OfficialPoints): string {
  return sha256Hex(domain, canonicalJson({ methodologyHash, points: officialPoints }));
}
