import { canonicalJson } from '../../../src/ledger/canonical-json.js';
import { contentHash, domainTags } from '../../../src/ledger/digest.js';
import { makeSnapshot } from '../../../src/publication/make-snapshot.js';
import { rulesOf } from '../../../src/publication/methodology-rules.js';
import type { Snapshot } from '../../../src/publication/snapshot.js';
import { aggregateRaters, measuredOutcome, type MethodologyRules } from '../../../src/scoring/index.js';
import { settledPoints } from '../../../src/verify/bundle/settled-points.js';
import { type Draft, type DraftItem, republish } from './forge.js';

const rulesOfDraft = (draft: Draft): MethodologyRules => rulesOf(draft.methodology) as MethodologyRules;
const isPublic = (draft: Draft, { indicator }: DraftItem): boolean => draft.methodology.indicators.some(({ code, visibility }) => code === indicator && visibility === 'PUBLIC');

/** Makes the table anew of whatever the items of a changed bundle say, and publishes it. */
export function remake(draft: Draft): void {
  const before = JSON.parse(draft.snapshot) as Snapshot;
  const table = makeSnapshot(
    { number: before.number, cycle: before.cycle, methodology: { ...before.methodology, hash: contentHash(domainTags.methodologyVersion, draft.methodology) } },
    draft.methodology,
    draft.councils.map(({ code, items }) => ({
      code,
      name: before.rows.find(({ councilCode }) => councilCode === code)?.name ?? {},
      items: items.map((item) => ({
        indicatorCode: item.indicator,
        officialPoints: item.points,
        officialBasis: item.basis,
        marks: isPublic(draft, item) ? item.marks.flatMap(({ state, rater, round, opening }) => (state === 'COUNTS' && opening ? [{ rater, round, value: opening.value }] : [])) : [],
      })),
    })),
  );
  republish(draft, (snapshot) => Object.assign(snapshot, JSON.parse(canonicalJson(table))));
}

/** Gives an item the points that the rules make of the marks of its last round. */
export function aggregate(draft: Draft, item: DraftItem): void {
  const rules = rulesOfDraft(draft);
  const indicator = rules.indicators.find(({ code }) => code === item.indicator)!;
  const last = item.reveals.at(-1)?.round;
  const marks = item.marks.flatMap(({ round, state, opening }) => (round === last && state === 'COUNTS' && opening ? [opening.value] : []));
  const { outcome, basis } = aggregateRaters(rules, indicator, marks);
  Object.assign(item, settledPoints(outcome, basis, rules));
}

/** Gives a measured item the points that the rules make of its value. */
export function measure(draft: Draft, item: DraftItem): void {
  const rules = rulesOfDraft(draft);
  const indicator = rules.indicators.find(({ code }) => code === item.indicator);
  if (indicator?.kind === 'MEASURED' && item.decision.method === 'MEASURED') {
    const outcome = measuredOutcome(indicator, item.decision.value, item.decision.previous);
    Object.assign(item, settledPoints(outcome, outcome.kind === 'POINTS' ? 'MEASURED' : outcome.kind === 'NOT_SCORED' ? null : outcome.kind, rules));
  }
}
