import type { Database } from '../../database/tables.js';
import { type IndicatorRules, type ItemOutcome, markOutcome, type MethodologyRules, notScored, rational, scored } from '../../scoring/index.js';
import { markValueOf } from '../evaluations/index.js';
import { rulesOf } from '../methodologies/index.js';
import type { AuditProposal } from './signals/conformity.js';
import type { AuditedCycle } from './signals/find-signals.js';
import { type OpenedMark, valueText } from './signals/opened-mark.js';

/** A cycle as the signals look at it, and its evaluations by the codes of their councils. */
export interface ReadCycle {
  readonly audited: AuditedCycle;
  readonly evaluationIds: ReadonlyMap<string, string>;
}

/**
 * Reads what became of a cycle's marks in four statements, whatever its size: the methodology, the items as they were
 * settled, the revealed marks that count, the proposals. Throws Error where the methodology is not public as a whole:
 * such a cycle is never settled.
 */
export async function readAuditedCycle(database: Database, cycleId: string): Promise<ReadCycle> {
  const { body } = await database
    .selectFrom('rating_cycle')
    .innerJoin('methodology_version', 'methodology_version.id', 'rating_cycle.methodology_version_id')
    .select('methodology_version.body')
    .where('rating_cycle.id', '=', cycleId)
    .executeTakeFirstOrThrow();
  const rules = rulesOf(body);
  if (!rules) {
    throw new Error(`the methodology of the cycle ${cycleId} is partial`);
  }
  const items = await readItems(database, cycleId);
  const official = new Map(
    [...Map.groupBy(items, ({ council }) => council)].map(([council, own]) => [
      council,
      new Map(own.map((item) => [item.indicator, outcomeOf(item)])),
    ]),
  );
  return {
    audited: { rules, official, marks: await readMarks(database, cycleId), proposals: await readProposals(database, cycleId, rules) },
    evaluationIds: new Map(items.map(({ council, evaluationId }) => [council, evaluationId])),
  };
}

interface SettledRow {
  readonly evaluationId: string;
  readonly council: string;
  readonly indicator: string;
  readonly points: string | null;
  readonly basis: string | null;
}

async function readItems(database: Database, cycleId: string): Promise<readonly SettledRow[]> {
  const rows = await database
    .selectFrom('evaluation_item')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
    .select(['evaluation.id', 'evaluation.council_snapshot', 'indicator_code', 'official_points', 'official_basis'])
    .where('evaluation.cycle_id', '=', cycleId)
    .orderBy('evaluation.sort_key')
    .orderBy('evaluation_item.ordinal')
    .execute();
  return rows.map((row) => ({
    evaluationId: row.id,
    council: row.council_snapshot.code,
    indicator: row.indicator_code,
    points: row.official_points,
    basis: row.official_basis,
  }));
}

function outcomeOf({ points, basis }: SettledRow): ItemOutcome {
  // The basis first: what missing evidence comes to, the rules say.
  if (basis === 'NOT_APPLICABLE' || basis === 'NO_EVIDENCE') {
    return { kind: basis };
  }
  return points === null ? notScored('NOTHING_GIVEN') : scored(rational(points));
}

async function readMarks(database: Database, cycleId: string): Promise<readonly OpenedMark[]> {
  const rows = await database
    .selectFrom('score')
    .innerJoin('score_opening', 'score_opening.score_id', 'score.id')
    .innerJoin('rater_assignment', 'rater_assignment.id', 'score.assignment_id')
    .innerJoin('evaluation_item', 'evaluation_item.id', 'score.item_id')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
    .select(['rater_assignment.pseudonym', 'evaluation.council_snapshot', 'evaluation_item.indicator_code', 'score.round'])
    .select(['score.created_at', 'value_kind', 'value_points', 'value_level', 'justification'])
    .where('evaluation.cycle_id', '=', cycleId)
    .where('score.state', 'in', ['REVEALED', 'LOCKED'])
    .where('rater_assignment.state', 'in', ['ACTIVE', 'COMPLETED'])
    .execute();
  return rows.map((row) => ({
    rater: row.pseudonym,
    council: row.council_snapshot.code,
    indicator: row.indicator_code,
    round: row.round,
    value: markValueOf({ valueKind: row.value_kind, valuePoints: row.value_points, valueLevel: row.value_level }),
    justification: row.justification,
    committedAt: row.created_at.getTime(),
  }));
}

async function readProposals(database: Database, cycleId: string, rules: MethodologyRules): Promise<readonly AuditProposal[]> {
  const rows = await database
    .selectFrom('consensus_proposal')
    .innerJoin('session_item', 'session_item.id', 'consensus_proposal.session_item_id')
    .innerJoin('evaluation_item', 'evaluation_item.id', 'session_item.item_id')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
    .select(['evaluation.council_snapshot', 'evaluation_item.indicator_code', 'consensus_proposal.created_at'])
    .select(['value_kind', 'value_points', 'value_level'])
    .where('evaluation.cycle_id', '=', cycleId)
    .execute();
  const indicators = new Map(rules.indicators.map((indicator) => [indicator.code, indicator]));
  return rows.map((row) => ({
    council: row.council_snapshot.code,
    indicator: row.indicator_code,
    value: valueText(proposedOutcome(indicators.get(row.indicator_code), row)),
    madeAt: row.created_at.getTime(),
  }));
}

/** What a proposal stands for. Its points may be an aggregate, which is exact and need not be a value of the scale. */
function proposedOutcome(
  indicator: IndicatorRules | undefined,
  { value_kind: kind, value_points: points, value_level: level }: { value_kind: string; value_points: string | null; value_level: string | null },
): ItemOutcome {
  switch (kind) {
    case 'POINTS':
      return scored(rational(points ?? '0'));
    case 'NOT_APPLICABLE':
    case 'NO_EVIDENCE':
      return { kind };
    default:
      return indicator ? markOutcome(indicator, { kind: 'LEVEL', level: level ?? '' }) : notScored('NOTHING_GIVEN');
  }
}
