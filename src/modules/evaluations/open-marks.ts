import type { Transaction } from '../../database/unit-of-work.js';
import { justificationHash, verifyMarkCommitment } from '../../ledger/index.js';
import type { Seal } from '../../ledger/seal.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { type MarkContent, openMark, valueOfContent } from './mark-content.js';
import type { ScoreState } from './score.entity.js';
import { enterMarks } from './enter-marks.js';

/** The marks of one round of some items of a cycle. */
export interface RoundOfItems {
  readonly cycleId: string;
  readonly itemIds: readonly string[];
  readonly round: number;
}

/** A mark that was revealed, as records of the reveal name it. */
export interface RevealedMark {
  readonly itemId: string;
  readonly commitment: string;
}

/** A mark of a round that does not count when it is revealed. */
export interface LeftMark {
  readonly itemId: string;
  readonly commitment: string;
  /** SUPERSEDED: its rater has replaced it. VOID: its rater has left; the ledger has an entry that says so. */
  readonly state: 'SUPERSEDED' | 'VOID';
  /** The commitment of the mark of the same rater that stands in its place; null for a void one. */
  readonly by: string | null;
}

/** What was revealed of a round: the marks that count, and those that do not. Together they are all that were committed. */
export interface RevealedRound {
  readonly counting: readonly RevealedMark[];
  readonly left: readonly LeftMark[];
}

interface SealedMark extends MarkContent {
  readonly id: string;
  readonly itemId: string;
  readonly assignmentId: string;
  readonly pseudonym: string;
  readonly state: ScoreState;
  readonly isInForce: boolean;
  readonly commitment: string;
}

/** Rows that one INSERT may have: PostgreSQL takes 65,535 parameters. */
const rowsAtOnce = 2_000;

/**
 * Opens every mark of a round at once, in the transaction of the caller: each commitment is checked against what was
 * sealed, and what it says is written down in the open. Marks that were replaced or left behind are opened too, for the
 * auditor. Answers the marks that count, and those that do not; null where a commitment does not hold, or a mark was
 * replaced by nothing, and then nothing may be committed. Throws a SealBrokenError where the server's key is another one or
 * a row was moved.
 */
export async function openMarks(transaction: Transaction, seal: Seal, round: RoundOfItems): Promise<RevealedRound | null> {
  const { database } = transaction;
  const marks = await sealedMarks(transaction, seal, round);
  const counting = marks.filter(({ state, isInForce }) => state === 'COMMITTED' && isInForce);
  if (counting.some((mark) => !isSound(mark, round)) || marks.some(isReplacedByNone(marks))) {
    return null;
  }
  await enterMarks(transaction, round.itemIds);
  for (let at = 0; at < marks.length; at += rowsAtOnce) {
    await database
      .insertInto('score_opening')
      .values(marks.slice(at, at + rowsAtOnce).map(toOpening) as never)
      .execute();
  }
  if (counting.length > 0) {
    const { numUpdatedRows } = await database
      .updateTable('score')
      .set({ state: 'REVEALED' })
      .where('id', 'in', counting.map(({ id }) => id))
      .where('state', '=', 'COMMITTED')
      .executeTakeFirstOrThrow();
    if (Number(numUpdatedRows) !== counting.length) {
      // Whoever leaves locks the evaluation, as the caller has; somebody did not.
      throw new Error('a mark was voided while its round was revealed');
    }
  }
  const isCounting = new Set(counting);
  return {
    counting: counting.map(({ itemId, commitment }) => ({ itemId, commitment })),
    left: marks.filter((mark) => !isCounting.has(mark)).map((mark) => toLeft(mark, marks)),
  };
}

/** The commitments of a reveal as its entry names them: whoever holds a receipt finds theirs, or finds it missing. */
export function commitmentsOf({ counting, left }: RevealedRound) {
  return {
    commitments: counting.map(({ commitment }) => commitment),
    left: left.map(({ commitment, state, by }) => ({ commitment, state, by })),
  };
}

function toLeft({ itemId, assignmentId, commitment, state }: SealedMark, marks: readonly SealedMark[]): LeftMark {
  if (state !== 'SUPERSEDED') {
    return { itemId, commitment, state: 'VOID', by: null };
  }
  const standing = marks.find((mark) => mark.itemId === itemId && mark.assignmentId === assignmentId && mark.state !== 'SUPERSEDED');
  return { itemId, commitment, state, by: standing?.commitment ?? null };
}

async function sealedMarks({ database }: Transaction, seal: Seal, { itemIds, round }: RoundOfItems): Promise<SealedMark[]> {
  if (itemIds.length === 0) {
    return [];
  }
  const rows = await database
    .selectFrom('score')
    .innerJoin('rater_assignment', 'rater_assignment.id', 'score.assignment_id')
    .select(['score.id', 'score.item_id', 'score.assignment_id', 'score.state', 'score.sealed', 'score.commitment_hash'])
    .select(['rater_assignment.pseudonym', 'rater_assignment.state as assignment_state'])
    .where('score.item_id', 'in', itemIds)
    .where('score.round', '=', round)
    .where('score.state', 'in', ['COMMITTED', 'SUPERSEDED', 'VOID'])
    .orderBy('score.commitment_hash')
    .execute();
  return rows.map((row) => ({
    ...openMark(seal, { assignmentId: row.assignment_id, itemId: row.item_id, round }, row.sealed),
    id: row.id,
    itemId: row.item_id,
    assignmentId: row.assignment_id,
    pseudonym: row.pseudonym,
    state: row.state,
    isInForce: row.assignment_state === 'ACTIVE' || row.assignment_state === 'COMPLETED',
    commitment: row.commitment_hash,
  }));
}

/** Whether a mark counts for nothing any more, as if its rater had changed it, and there is no other one of that rater. */
function isReplacedByNone(marks: readonly SealedMark[]): (mark: SealedMark) => boolean {
  const placeOf = ({ assignmentId, itemId }: SealedMark): string => `${assignmentId} ${itemId}`;
  const standing = new Set(marks.filter(({ state }) => state !== 'SUPERSEDED').map(placeOf));
  return (mark) => mark.state === 'SUPERSEDED' && !standing.has(placeOf(mark));
}

function isSound(mark: SealedMark, { cycleId, round }: RoundOfItems): boolean {
  return verifyMarkCommitment(
    {
      cycle: encodeNodeId('RatingCycle', cycleId),
      evaluationItem: encodeNodeId('EvaluationItem', mark.itemId),
      round,
      rater: mark.pseudonym,
      value: valueOfContent(mark),
      justificationHash: justificationHash(mark.justification, mark.commitmentSalt) ?? '',
      salt: mark.commitmentSalt,
    },
    mark.commitment,
  );
}

function toOpening(mark: SealedMark): Readonly<Record<string, unknown>> {
  return {
    score_id: mark.id,
    value_kind: mark.valueKind,
    value_points: mark.valuePoints,
    value_level: mark.valueLevel,
    justification: mark.justification,
    confidence: mark.confidence,
    evidence_references: JSON.stringify(mark.evidenceReferences),
    commitment_salt: mark.commitmentSalt,
    change_reason_kind: mark.changeReason?.kind ?? null,
    change_reason_text: mark.changeReason?.text ?? null,
  };
}
