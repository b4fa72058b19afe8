import { Field, Int, ObjectType } from 'type-graphql';
import type { TranslatedText } from '../../language/index.js';
import { describeMachine } from '../../machine.js';
import { cursorOfColumn } from '../../realtime/postgres/position-column.js';
import { connectionTypes } from '../../relay/connections/connection.js';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Node } from '../../relay/nodes/node.js';
import { CursorScalar, LocalDateScalar, Sha256Scalar } from '../../relay/scalars.js';
import { methodologyHashDescription } from '../methodologies/index.js';
import type { RatingCycleRow } from './cycle.loader.js';
import { ratingCycleMachine } from './rating-cycle.machine.js';
import type { Deliberation, RatingCycleState } from './rating-cycle.entity.js';

/** The states as the schema shows them. */
export const ratingCycleStateEnum = describedEnum<RatingCycleState>(
  'RatingCycleState',
  `Where a rating cycle stands. Its path:\n${describeMachine(ratingCycleMachine)}`,
  {
    PLANNED: 'Councils and methodology are set, nothing is open.',
    EVIDENCE_OPEN: 'Councils hand in evidence and rate themselves.',
    EVIDENCE_CLOSED: 'The evidence is complete; raters are assigned.',
    SCORING: 'Raters mark blindly: nobody sees a mark of another.',
    DELIBERATION: 'All marks were revealed at once.',
    PRELIMINARY: 'The official points are fixed and on their way to the councils.',
    APPEALS: 'Councils may appeal.',
    FINAL: 'The table waits for its two approvers.',
    PUBLISHED: 'The table is public.',
    ARCHIVED: 'The cycle is put away; its publication stays.',
    CANCELLED: 'The cycle was given up before publication.',
  },
);

/** The ways to official points as the schema shows them. */
export const deliberationEnum = describedEnum<Deliberation>('Deliberation', 'How the official points of judged items come about.', {
  AGGREGATE: 'From the marks by the rules of the methodology; items that a session has decided stay as it decided them.',
  JOINT: 'In joint sessions alone: the result is not settled before every judged item was decided in one.',
});

/** A rating cycle. */
@ObjectType('RatingCycle', {
  implements: Node,
  description: 'The rating of councils over a period by one methodology version. Public once published; else for accounts.',
  simpleResolvers: true,
})
export class RatingCycleType extends Node {
  @Field(() => ratingCycleStateEnum, { description: 'Where it stands.' })
  readonly state!: RatingCycleState;

  @Field(() => deliberationEnum, { description: 'How the official points of judged items come about.' })
  readonly deliberation!: Deliberation;

  @Field(() => Sha256Scalar, {
    description: `The hash of the methodology version that it is bound to, its \`contentHash\`. ${methodologyHashDescription}`,
  })
  readonly methodologyHash!: string;

  @Field(() => LocalDateScalar, { description: 'The first day of the rated period.' })
  readonly periodFrom!: string;

  @Field(() => LocalDateScalar, { description: 'The last day of the rated period.' })
  readonly periodTo!: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The last day on which evidence is taken, in Tashkent; null: until the manager closes it.' })
  readonly evidenceCloseOn!: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The last day on which marks are taken, in Tashkent; null: until the scoring is closed.' })
  readonly scoringCloseOn!: string | null;

  @Field(() => Int, { description: 'Days for appeals after the preliminary result.' })
  readonly appealDays!: number;

  @Field(() => Date, { nullable: true, description: 'When the preliminary result was settled.' })
  readonly preliminaryAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the table was published.' })
  readonly publishedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why an approver went on with fewer marks than the rule; usually null.' })
  readonly exceptionReason!: string | null;

  @Field(() => Boolean, { description: 'True for the periods of the demonstration, whose marks are invented.' })
  readonly demonstration!: boolean;

  @Field(() => Int, { description: 'The version to send back with a change; a stale one is refused.' })
  readonly version!: number;

  @Field(() => CursorScalar, {
    description: 'Where its stream stood when it was read, for `ratingCycleStream(after)`: nothing is missed from there.',
  })
  readonly position!: string;

  readonly cycleId!: string;
  readonly methodologyVersionId!: string;
  readonly previousCycleId!: string | null;
  readonly titles!: TranslatedText;
}

/** A page of cycles. */
export const { Connection: RatingCycleConnection } = connectionTypes(RatingCycleType, { name: 'RatingCycle' });

/** A row as the schema shows it. */
export function toRatingCycle(row: RatingCycleRow): RatingCycleType {
  return {
    id: encodeNodeId('RatingCycle', row.id),
    state: row.state,
    deliberation: row.deliberation,
    methodologyHash: row.methodology_hash,
    periodFrom: row.period_from,
    periodTo: row.period_to,
    evidenceCloseOn: row.evidence_close_on,
    scoringCloseOn: row.scoring_close_on,
    appealDays: row.appeal_days,
    preliminaryAt: row.preliminary_at,
    publishedAt: row.published_at,
    exceptionReason: row.exception_reason,
    demonstration: row.demonstration,
    version: row.version,
    position: cursorOfColumn(row.position),
    cycleId: row.id,
    methodologyVersionId: row.methodology_version_id,
    previousCycleId: row.previous_cycle_id,
    titles: row.title,
  };
}
