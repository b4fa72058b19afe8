import { sql } from 'kysely';
import type { Database } from '../../database/tables.js';
import { markValueOf } from '../evaluations/index.js';
import type { SettledCouncil, SettledMark } from '../../publication/settled.js';
import type { MethodologyBody } from '../methodologies/index.js';

/** A council of a cycle as its table is made of it, with the ids that its record is found by. */
export interface CycleCouncil extends SettledCouncil {
  readonly evaluationId: string;
  readonly councilId: string;
  readonly items: readonly (SettledCouncil['items'][number] & { readonly itemId: string })[];
}

/**
 * The councils of a cycle with their settled items, in the order of their names: points as adjusted or as they were before, and the marks of
 * indicators that the methodology marks PUBLIC, those that count alone. Three statements, whatever the number of councils.
 */
export async function readSettledCycle(
  database: Database,
  cycleId: string,
  body: MethodologyBody,
  points: 'ADJUSTED' | 'AS_SETTLED' = 'ADJUSTED',
): Promise<readonly CycleCouncil[]> {
  const evaluations = await database
    .selectFrom('evaluation')
    .select(['id', 'council_id', 'council_snapshot'])
    .where('cycle_id', '=', cycleId)
    .orderBy('sort_key')
    .execute();
  const items = await database
    .selectFrom('evaluation_item')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
    .select([
      'evaluation_item.id',
      'evaluation_item.evaluation_id',
      'evaluation_item.indicator_code',
      'evaluation_item.official_points',
      'evaluation_item.official_basis',
    ])
    .select(
      sql<{ points: string | null; basis: string } | null>`(
        select jsonb_build_object('points', a.points, 'basis', a.basis)
        from score_adjustment a where a.item_id = evaluation_item.id order by a.id desc limit 1)`.as('adjustment'),
    )
    .where('evaluation.cycle_id', '=', cycleId)
    .orderBy('evaluation_item.ordinal')
    .execute();
  const isPublic = new Set(body.indicators.filter(({ visibility }) => visibility === 'PUBLIC').map(({ code }) => code));
  const marks = Map.groupBy(await readMarks(database, cycleId), ({ itemId }) => itemId);
  return evaluations.map(({ id, council_id: councilId, council_snapshot: { code, name } }) => ({
    evaluationId: id,
    councilId,
    code,
    name,
    items: items
      .filter((item) => item.evaluation_id === id)
      .map((item) => ({
        itemId: item.id,
        indicatorCode: item.indicator_code,
        officialPoints: item.adjustment && points === 'ADJUSTED' ? item.adjustment.points : item.official_points,
        officialBasis: item.adjustment && points === 'ADJUSTED' ? item.adjustment.basis : item.official_basis,
        marks: isPublic.has(item.indicator_code) ? (marks.get(item.id) ?? []).map(({ rater, round, value }) => ({ rater, round, value })) : [],
      })),
  }));
}

/** The revealed marks of a cycle that count, in the order of rounds and pseudonyms. */
async function readMarks(database: Database, cycleId: string): Promise<readonly (SettledMark & { readonly itemId: string })[]> {
  const rows = await database
    .selectFrom('score')
    .innerJoin('score_opening', 'score_opening.score_id', 'score.id')
    .innerJoin('rater_assignment', 'rater_assignment.id', 'score.assignment_id')
    .innerJoin('evaluation', 'evaluation.id', 'rater_assignment.evaluation_id')
    .select(['score.item_id', 'score.round', 'rater_assignment.pseudonym', 'value_kind', 'value_points', 'value_level'])
    .where('evaluation.cycle_id', '=', cycleId)
    .where('score.state', 'in', ['REVEALED', 'LOCKED'])
    .orderBy('score.round')
    .orderBy('rater_assignment.pseudonym')
    .execute();
  return rows.map((row) => ({
    itemId: row.item_id,
    rater: row.pseudonym,
    round: row.round,
    value: markValueOf({ valueKind: row.value_kind, valuePoints: row.value_points, valueLevel: row.value_level }),
  }));
}
