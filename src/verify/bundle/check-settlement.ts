import type { BundledMeasurement } from '../../publication/bundle.js';
import { canonicalJson } from '../../ledger/canonical-json.js';
import { equals, parseDecimal } from '../../scoring/index.js';
import type { FaultCode } from '../fault-codes.js';
import { refuse } from '../fault.js';
import { shown } from '../place.js';
import type { SettledItemBody } from './check-settled.js';
import type { CheckedItem } from './checked-item.js';
import type { FoundEntry } from './entry-book.js';
import { isSame, pointsOfBody, type SettledPoints, told, toldBody } from './settled-points.js';

/** How the points of an item came about, as the bundle shows it and as far as that was verified. */
export interface ShownSettlement {
  /** Null where they cannot be recomputed. */
  readonly settled: SettledPoints | null;
  /** The entry of the decision in a session. */
  readonly decided: Pick<FoundEntry, 'index' | 'hash'> | null;
  readonly measured: FoundEntry | null;
  readonly previous: FoundEntry | null;
}

/**
 * Verifies that points came about as it was entered when they were settled: in the same way, by the same entries, after the
 * same rounds, with the same void marks. So nothing is left out of what there was then, and nothing older is shown for it.
 * Gives the points that were settled.
 */
export function checkSettlement({ item, marks, reveals, name }: CheckedItem, shownAs: ShownSettlement, { body, place, index }: SettledItemBody): SettledPoints {
  const differ = (code: FaultCode, member: string, what: string): never =>
    refuse(code, `${place}.${member}`, `${name}: ${what} (entry ${index}).`);
  const { decision } = item;
  const { settled, decided, measured, previous } = shownAs;
  if (body.decision !== decision.method) {
    differ('SETTLED_DECISION', 'decision', `the bundle says ${decision.method}, and its points were settled by ${shown(body.decision)}`);
  }
  if (body.decided !== (decided?.hash ?? null)) {
    differ('SETTLED_DECISION', 'decided', 'its points were settled by another decision of a session than the one that is shown');
  }
  if (!isAlike(body.reveals, reveals.map(({ round, hash }) => ({ round, entry: hash })))) {
    differ('SETTLED_ROUNDS', 'reveals', `its points were settled after the reveals of the rounds ${roundsOf(body.reveals)}, and the bundle shows others, of ${reveals.map(({ round }) => round).join(', ')}`);
  }
  const voided = marks.filter(({ voidedAt }) => voidedAt !== null).map(({ mark }) => mark.commitment);
  if (!Array.isArray(body.void) || !isAlike(body.void.toSorted(), voided.toSorted())) {
    differ('SETTLED_VOID', 'void', 'when its points were settled, other marks were void');
  }
  const pair = decision.method === 'MEASURED' ? decision : { value: null, previous: null };
  if (!isMeasured(body.measured, pair.value, measured)) {
    differ('SETTLED_MEASUREMENT', 'measured', 'its points were settled by another measured value than the one that is shown');
  }
  if (!isMeasured(body.previous, pair.previous, previous)) {
    differ('SETTLED_MEASUREMENT', 'previous', 'its points were settled by comparison with another value of the period before than the one that is shown');
  }
  const late = [...marks.flatMap((mark) => [mark.index, mark.voidedAt ?? -1]), ...reveals.map((reveal) => reveal.index), decided?.index ?? -1, measured?.index ?? -1, previous?.index ?? -1].find((at) => at > index);
  if (late !== undefined) {
    refuse('SETTLED_EARLY', place, `${name}: its points were settled by the entry ${index}, before the entry ${late} that they rest on.`);
  }
  const points = pointsOfBody(body);
  if (!points || (settled && !isSame(settled, points))) {
    return refuse('SETTLED_POINTS', `${place}.points`, `${name}: what follows is ${settled ? told(settled) : 'not public'}, and ${toldBody(body)} was settled (entry ${index}).`);
  }
  return points;
}

const isAlike = (left: unknown, right: unknown): boolean => canonicalJson(left) === canonicalJson(right);

function roundsOf(reveals: unknown): string {
  return Array.isArray(reveals) ? reveals.map((reveal: unknown) => shown((reveal as { readonly round?: unknown } | null)?.round)).join(', ') : shown(reveals);
}

/** Whether a measured value is the one that was settled by: of the same numbers, and where it was entered, of the same entry. */
function isMeasured(settled: unknown, given: BundledMeasurement | null, entry: FoundEntry | null): boolean {
  if (settled === null || given === null) {
    return settled === given;
  }
  const { numerator, denominator, entry: hash } = settled as Readonly<Record<string, unknown>>;
  return isEqual(numerator, given.numerator) && isEqual(denominator, given.denominator) && hash === (entry?.hash ?? null);
}

function isEqual(left: unknown, right: string): boolean {
  const [one, other] = [typeof left === 'string' ? parseDecimal(left) : null, parseDecimal(right)];
  return one !== null && other !== null && equals(one, other);
}
