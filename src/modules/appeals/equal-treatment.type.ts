import { Field, ID, ObjectType } from 'type-graphql';
import { describeMachine } from '../../machine.js';
import { connectionTypes } from '../../relay/connections/connection.js';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Node } from '../../relay/nodes/node.js';
import type { EqualTreatmentOutcome, EqualTreatmentState } from './equal-treatment.entity.js';
import type { EqualTreatmentRow } from './equal-treatment.loader.js';
import { equalTreatmentMachine } from './equal-treatment.machine.js';
import type { EqualTreatmentFacts } from './equal-treatment.policy.js';

/** The states as the schema shows them. */
export const equalTreatmentStateEnum = describedEnum<EqualTreatmentState>(
  'EqualTreatmentState',
  `Where the check of another council stands. Its path:\n${describeMachine(equalTreatmentMachine)}`,
  {
    OPEN: 'Nobody has said yet what it comes to; the table of the cycle waits for it.',
    PROPOSED: 'Somebody has said what it comes to, and another one has to confirm it; the table of the cycle waits for it.',
    DONE: 'Two have said what it comes to.',
  },
);

/** The outcomes as the schema shows them. */
export const equalTreatmentOutcomeEnum = describedEnum<EqualTreatmentOutcome>('EqualTreatmentOutcome', 'What the check of another council comes to.', {
  NO_CHANGE: 'The points stay as they are.',
  ADJUSTED: 'The council was owed more points, and has them.',
});

/** A check. */
@ObjectType('EqualTreatmentTask', {
  implements: Node,
  description:
    'The check of an indicator in one council, owed because an appeal of another has corrected how it is read. For those who run, approve and audit cycles, for the Agency, and for the panel of the appeal.',
  simpleResolvers: true,
})
export class EqualTreatmentTaskType extends Node {
  @Field(() => equalTreatmentStateEnum, { description: 'Where it stands.' })
  readonly state!: EqualTreatmentState;

  @Field(() => String, { description: 'The code of the council that is checked.' })
  readonly councilCode!: string;

  @Field(() => String, { description: 'The code of the indicator.' })
  readonly indicatorCode!: string;

  @Field(() => ID, { description: 'The item that is checked, for `node`.' })
  readonly evaluationItemId!: string;

  @Field(() => equalTreatmentOutcomeEnum, { nullable: true, description: 'What it comes to, or would by the proposal; null while it is open.' })
  readonly outcome!: EqualTreatmentOutcome | null;

  @Field(() => String, { nullable: true, description: 'The exact points that the council has by it, or would by the proposal; null where nothing is changed.' })
  readonly points!: string | null;

  @Field(() => String, { nullable: true, description: 'Why; null while it is open.' })
  readonly reason!: string | null;

  @Field(() => String, { nullable: true, description: 'Why the proposal before was refused; null where none was, and once there is another one.' })
  readonly refusal!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was confirmed; null before.' })
  readonly resolvedAt!: Date | null;

  readonly row!: EqualTreatmentRow;
}

/** A page of checks. */
export const { Connection: EqualTreatmentTaskConnection } = connectionTypes(EqualTreatmentTaskType, { name: 'EqualTreatmentTask' });

/** A row as the schema shows it. */
export function toEqualTreatmentTask(row: EqualTreatmentRow): EqualTreatmentTaskType {
  return {
    id: encodeNodeId('EqualTreatmentTask', row.id),
    state: row.state,
    councilCode: row.council_snapshot.code,
    indicatorCode: row.indicator_code,
    evaluationItemId: encodeNodeId('EvaluationItem', row.item_id),
    outcome: row.outcome,
    points: row.points,
    reason: row.reason,
    refusal: row.refusal,
    resolvedAt: row.resolved_at,
    row,
  };
}

/** What the rules on a check look at; the councils that bar the viewer are asked for apart. */
export function factsOfTask(row: EqualTreatmentRow, cycleCouncilIds: readonly string[]): EqualTreatmentFacts {
  return { state: row.state, cycleState: row.cycle_state, cycleCouncilIds, panelIds: row.panel_ids, raterIds: row.rater_ids, proposedBy: row.proposed_by };
}
