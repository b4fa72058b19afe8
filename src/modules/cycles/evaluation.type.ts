import { Field, Int, ObjectType } from 'type-graphql';
import { cursorOfColumn } from '../../realtime/postgres/position-column.js';
import { connectionTypes } from '../../relay/connections/connection.js';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Node } from '../../relay/nodes/node.js';
import { CursorScalar } from '../../relay/scalars.js';
import type { EvaluationRow, RaterAssignmentRow } from './cycle.loader.js';
import type { CouncilSnapshot, EvaluationState } from './evaluation.entity.js';
import type { RaterAssignmentState } from './rater-assignment.entity.js';

/** The states as the schema shows them. */
export const evaluationStateEnum = describedEnum<EvaluationState>(
  'EvaluationState',
  'Where an evaluation stands; it follows its cycle.',
  {
    NOT_STARTED: 'The cycle is planned.',
    COLLECTING: 'Evidence comes in.',
    READY: 'The evidence is complete.',
    SCORING: 'Raters mark.',
    SCORED: 'All marks were revealed.',
    DELIBERATED: 'Every item was settled in session (comes with joint rating).',
    PRELIMINARY: 'The official points are fixed.',
    FINAL: 'Nothing changes any more.',
    CANCELLED: 'The cycle was given up.',
  },
);

/** The states as the schema shows them. */
export const raterAssignmentStateEnum = describedEnum<RaterAssignmentState>(
  'RaterAssignmentState',
  "Where a rater's assignment stands.",
  {
    DECLARING: 'Waits for the declaration on conflicts of interest.',
    ACTIVE: 'The rater may mark.',
    DECLINED: 'The rater has declined.',
    CONFLICTED: 'A conflict of interest is declared and not decided yet, or was confirmed before the rater ever began; see `conflicts`. The rater sees nothing of the council.',
    COMPLETED: 'The scoring was closed.',
    RECUSED: 'A conflict of interest was confirmed of a rater who had been active: the rater is out for good, and the marks are void.',
    REPLACED: 'Somebody else rates instead.',
  },
);

/** One council within one cycle. */
@ObjectType('Evaluation', {
  implements: Node,
  description: "One council within one cycle. For officials, its raters, and the council's own people.",
  simpleResolvers: true,
})
export class EvaluationType extends Node {
  @Field(() => evaluationStateEnum, { description: 'Where it stands.' })
  readonly state!: EvaluationState;

  @Field(() => Int, { description: 'Changes with its state alone, never with marks.' })
  readonly version!: number;

  @Field(() => CursorScalar, {
    description: 'Where its stream stood when it was read, for `evaluationStream(after)`: nothing is missed from there.',
  })
  readonly position!: string;

  readonly evaluationId!: string;
  readonly cycleId!: string;
  readonly councilId!: string;
  readonly snapshot!: CouncilSnapshot;
}

/** A page of evaluations. */
export const { Connection: EvaluationConnection } = connectionTypes(EvaluationType, { name: 'Evaluation' });

/** A row as the schema shows it. */
export function toEvaluation(row: EvaluationRow): EvaluationType {
  return {
    id: encodeNodeId('Evaluation', row.id),
    state: row.state,
    version: row.version,
    position: cursorOfColumn(row.position),
    evaluationId: row.id,
    cycleId: row.cycle_id,
    councilId: row.council_id,
    snapshot: row.council_snapshot,
  };
}

/** A rater's task. */
@ObjectType('RaterAssignment', {
  implements: Node,
  description: "A rater's task to rate one council. For the rater, and for those who run, approve and audit.",
  simpleResolvers: true,
})
export class RaterAssignmentType extends Node {
  @Field(() => raterAssignmentStateEnum, { description: 'Where it stands.' })
  readonly state!: RaterAssignmentState;

  @Field(() => String, { description: 'What stands for the rater within the cycle, in commitments too.' })
  readonly pseudonym!: string;

  readonly assignmentId!: string;
  readonly evaluationId!: string;
  readonly raterId!: string;
}

/** A row as the schema shows it. */
export function toRaterAssignment(row: RaterAssignmentRow): RaterAssignmentType {
  return {
    id: encodeNodeId('RaterAssignment', row.id),
    state: row.state,
    pseudonym: row.pseudonym,
    assignmentId: row.id,
    evaluationId: row.evaluation_id,
    raterId: row.rater_id,
  };
}
