import { type AuditMark, inOrder, itemKey } from './audit-mark.js';
import { byCode } from './by-code.js';
import { type Finding, finding } from './finding.js';
import { type Thresholds, thresholds } from './thresholds.js';

/** A value that raters were asked to agree on. */
export interface AuditProposal {
  readonly council: string;
  readonly indicator: string;
  /** What it amounts to, as `AuditMark.value` says it. */
  readonly value: string;
  /** When it was made, in milliseconds. */
  readonly madeAt: number;
}

interface Change {
  readonly rater: string;
  readonly landed: boolean;
}

/**
 * Raters who change their marks from round to round to exactly what was proposed before: the share of their changes that
 * land on the value of a proposal of the item made before the mark, the first one or a later one, reaches four fifths. A
 * change is a mark that amounts to something else than the rater's mark before; with fewer than five of them nothing is
 * told. Whoever leads a session does not rate in it, so what is followed is what the lead, or the server, has proposed.
 *
 * Figure: the share. Minds are changed for good reasons too: the detail tells how often the others landed there.
 */
export function conformitySignals(
  marks: readonly AuditMark[],
  proposals: readonly AuditProposal[],
  limits: Thresholds = thresholds,
): Finding[] {
  const byItem = Map.groupBy(proposals, itemKey);
  const changes = Map.groupBy(changesOf(marks, byItem), ({ rater }) => rater);
  const all = [...changes.values()].flat();
  return [...changes]
    .toSorted(([left], [right]) => byCode(left, right))
    .flatMap(([rater, own]) => {
      const landed = own.filter((change) => change.landed).length;
      const others = all.filter((change) => change.rater !== rater);
      const share = landed / own.length;
      if (own.length < limits.CONFORMITY_LEAST_CHANGES || share < limits.CONFORMITY_SHARE) {
        return [];
      }
      const shareOfOthers = others.length === 0 ? null : others.filter((change) => change.landed).length / others.length;
      const detail = { changes: own.length, landed, shareOfOthers, changesOfOthers: others.length };
      return [finding({ kind: 'CONFORMITY', rater, figure: share, threshold: limits.CONFORMITY_SHARE, detail })];
    });
}

function changesOf(marks: readonly AuditMark[], byItem: ReadonlyMap<string, readonly AuditProposal[]>): Change[] {
  const ordered = inOrder(marks);
  return ordered.flatMap((mark, at) => {
    const before = ordered[at - 1];
    const isChange = before?.rater === mark.rater && itemKey(before) === itemKey(mark) && before.value !== mark.value;
    const proposed = byItem.get(itemKey(mark)) ?? [];
    const landed = proposed.some(({ value, madeAt }) => value === mark.value && madeAt < mark.committedAt);
    return isChange ? [{ rater: mark.rater, landed }] : [];
  });
}
