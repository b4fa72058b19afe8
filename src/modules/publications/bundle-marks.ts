import type { Database } from '../../database/tables.js';
import { justificationHash } from '../../ledger/index.js';
import type { BundledMark } from '../../publication/bundle.js';
import { markValueOf } from '../evaluations/index.js';

/** A revealed mark of a cycle, with what was committed to. */
export interface OpenedMark {
  readonly itemId: string;
  readonly round: number;
  readonly rater: string;
  readonly commitment: string;
  readonly isVoid: boolean;
  readonly opening: NonNullable<BundledMark['opening']>;
}

/** Every mark of a cycle that was revealed, void ones too, in the order of rounds and pseudonyms. */
export async function readOpenedMarks(database: Database, cycleId: string): Promise<readonly OpenedMark[]> {
  const rows = await database
    .selectFrom('score')
    .innerJoin('score_opening', 'score_opening.score_id', 'score.id')
    .innerJoin('rater_assignment', 'rater_assignment.id', 'score.assignment_id')
    .innerJoin('evaluation', 'evaluation.id', 'rater_assignment.evaluation_id')
    .selectAll('score_opening')
    .select(['score.item_id', 'score.round', 'score.state', 'score.commitment_hash', 'rater_assignment.pseudonym'])
    .where('evaluation.cycle_id', '=', cycleId)
    .where('score.state', 'in', ['REVEALED', 'LOCKED', 'VOID'])
    .orderBy('score.round')
    .orderBy('rater_assignment.pseudonym')
    .orderBy('score.commitment_hash')
    .execute();
  return rows.map((row) => ({
    itemId: row.item_id,
    round: row.round,
    rater: row.pseudonym,
    commitment: row.commitment_hash,
    isVoid: row.state === 'VOID',
    opening: {
      value: markValueOf({ valueKind: row.value_kind, valuePoints: row.value_points, valueLevel: row.value_level }),
      justificationHash: justificationHash(row.justification, row.commitment_salt) ?? '',
      salt: row.commitment_salt,
    },
  }));
}
