import { type Fault, faults, ok, type Result } from '../../errors.js';
import { cleanText } from '../../language/index.js';
import { shortestDecimal } from '../../ledger/index.js';
import { compare, parseDecimal, ZERO } from '../../scoring/index.js';

/** What a council says in a claim. Absent leaves a field as it is, null empties it. */
export interface ClaimChanges {
  readonly claimedPoints?: string | null | undefined;
  readonly note?: string | null | undefined;
}

/** What is kept of a claim. */
export interface ClaimFields {
  readonly claimedPoints: string | null;
  readonly note: string | null;
}

/** The longest note to a claim, in characters. */
const longestNote = 5_000;

/** Cleans what a council sent; nothing is said of points here, for their bound is the indicator's. */
export function readClaim({ claimedPoints, note }: ClaimChanges): Result<ClaimChanges> {
  if (note === undefined || note === null) {
    return ok({ claimedPoints, note });
  }
  const text = cleanText(note, { min: 1, max: longestNote, multiline: true });
  return text.ok
    ? ok({ claimedPoints, note: text.text })
    : faults([{ code: text.code, path: ['note'], parameters: { minimum: 1, maximum: longestNote } }]);
}

/** What is wrong with claimed points: they lie from 0 to the greatest of the indicator. */
export function claimFaults({ claimedPoints }: ClaimChanges, maxPoints: string | null): readonly Fault[] {
  const claimed = claimedPoints ? parseDecimal(claimedPoints) : null;
  const greatest = parseDecimal(maxPoints ?? '0') ?? ZERO;
  return claimed && (compare(claimed, ZERO) < 0 || compare(claimed, greatest) > 0)
    ? [{ code: 'OUT_OF_RANGE', path: ['claimedPoints'], parameters: { minimum: 0, maximum: maxPoints ?? '0' } }]
    : [];
}

/** A claim after its changes; null where they change nothing. The same number in another form is no change. */
export function changedClaim(known: ClaimFields, changes: ClaimChanges): ClaimFields | null {
  const { claimedPoints = known.claimedPoints, note = known.note } = changes;
  const isSame = shortest(claimedPoints) === shortest(known.claimedPoints) && note === known.note;
  return isSame ? null : { claimedPoints, note };
}

const shortest = (points: string | null): string | null => points && shortestDecimal(points);
