import { createHash, randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { demonstrationAccountId } from '../../../src/cli/demonstration/people.js';
import { decodeNodeIdOf, encodeNodeId } from '../../../src/relay/nodes/node-id.js';
import type { TestDatabase } from '../../support/database.js';
import type { ScoringCycle } from '../../support/scoring.js';

/** What the council of a cycle has brought, by opaque ids; and who is assigned to rate it. */
export interface CouncilInput {
  readonly evidenceId: string;
  /** An item that raters mark, and for which the council claims something. */
  readonly itemId: string;
  /** An item that is measured. */
  readonly measuredItemId: string;
  readonly assignmentIds: readonly string[];
}

/**
 * Puts in files, a claim and a measured value, so that the fields about them are not empty; past the commands, because
 * they are only taken while evidence is open.
 */
export async function addCouncilInput({ database }: TestDatabase, cycle: ScoringCycle): Promise<CouncilInput> {
  const evaluationId = decodeNodeIdOf('Evaluation', cycle.evaluationId) ?? '';
  const items = await database
    .selectFrom('evaluation_item')
    .select(['id', 'indicator_code', 'state'])
    .where('evaluation_id', '=', evaluationId)
    .orderBy('ordinal')
    .execute();
  const itemId = items.find(({ state }) => state === 'OPEN')?.id ?? '';
  const measuredItemId = items.find(({ state }) => state === 'PENDING')?.id ?? '';
  const secretary = demonstrationAccountId('secretary-uz-an');
  // Enough of each kind for every indicator, so that no mark lacks the evidence that it rests on.
  const pieces = [1, 2, 3].flatMap(() => (['FILE', 'STATISTIC', 'ATTESTATION'] as const).map((kind) => ({
      id: v7(),
      kind,
      sha256: createHash('sha256').update(randomUUID()).digest('hex'),
    })),
  );
  await database
    .insertInto('stored_file')
    .values(pieces.map(({ sha256 }) => ({ sha256, size_bytes: 5 })))
    .execute();
  await database
    .insertInto('evidence')
    .values(
      pieces.map(({ id, kind, sha256 }) => ({
        id,
        kind,
        evaluation_id: evaluationId,
        indicator_codes: items.map((item) => item.indicator_code),
        title: 'Ish rejasi',
        file_sha256: sha256,
        media_type: 'text/plain',
        original_name: 'reja.txt',
        captured_on: '2026-03-01',
        submitted_by: secretary,
        state: 'SUBMITTED' as const,
        late: false,
        version: 1,
      })),
    )
    .execute();
  await database
    .insertInto('self_assessment')
    .values({ id: v7(), item_id: itemId, claimed_points: '1', note: 'Izoh', prepared_by: secretary, version: 1 })
    .execute();
  await database
    .insertInto('measurement')
    .values({ id: v7(), item_id: measuredItemId, numerator: '3', denominator: '4', source: 'Hisobot', recorded_by: secretary })
    .execute();
  const assignments = await database
    .selectFrom('rater_assignment')
    .select('id')
    .where('evaluation_id', '=', evaluationId)
    .execute();
  return {
    evidenceId: encodeNodeId('Evidence', pieces[0]?.id ?? ''),
    itemId: encodeNodeId('EvaluationItem', itemId),
    measuredItemId: encodeNodeId('EvaluationItem', measuredItemId),
    assignmentIds: assignments.map(({ id }) => encodeNodeId('RaterAssignment', id)),
  };
}
