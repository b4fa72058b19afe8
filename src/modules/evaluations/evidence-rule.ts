import { compare, type MarkValue, rational, ZERO } from '../../scoring/index.js';
import type { BroughtEvidence } from '../evidence/index.js';
import type { IndicatorBody } from '../methodologies/index.js';
import type { EvidenceReference } from './score.entity.js';

/** The most pieces of evidence that one mark names. */
export const mostReferences = 50;

/** Whether a mark grants anything: what grants nothing needs no proof. */
function grantsPoints({ scoring }: IndicatorBody, value: MarkValue): boolean {
  if (value.kind === 'LEVEL') {
    const level = scoring.kind === 'LEVELS' ? scoring.levels.find(({ code }) => code === value.level) : undefined;
    return level !== undefined && compare(rational(level.points), ZERO) > 0;
  }
  return value.kind === 'POINTS' && compare(rational(value.points), ZERO) > 0;
}

/**
 * How much evidence a mark still lacks: an indicator may ask that the council brings so many pieces of certain kinds
 * before anybody grants points on it. 0 where nothing is lacking.
 */
export function lackingEvidence(
  indicator: IndicatorBody,
  value: MarkValue,
  brought: readonly BroughtEvidence[],
): number {
  const { minItems, kinds } = indicator.evidence;
  const fitting = brought.filter(({ kind, indicatorCodes }) => kinds.includes(kind) && indicatorCodes.includes(indicator.code));
  // The same bytes brought twice prove no more than once.
  const different = new Set(fitting.map(({ sha256 }) => sha256)).size;
  return grantsPoints(indicator, value) ? Math.max(0, minItems - different) : 0;
}

/**
 * The references for the evidence that a rater names, in that order and each once; or the place of the first that is
 * not there, not for this indicator, rejected or taken back.
 */
export function referencesTo(
  ids: readonly (string | null)[],
  indicatorCode: string,
  brought: readonly BroughtEvidence[],
): { readonly references: EvidenceReference[] } | { readonly missingAt: number } {
  const named = [...new Set(ids)].map((id) => brought.find((piece) => piece.id === id && piece.indicatorCodes.includes(indicatorCode)));
  const missing = named.indexOf(undefined);
  return missing === -1
    ? { references: named.flatMap((piece) => (piece ? [{ evidenceId: piece.id, sha256: piece.sha256 }] : [])) }
    : { missingAt: ids.indexOf([...new Set(ids)][missing] ?? null) };
}
