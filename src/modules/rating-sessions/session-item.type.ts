import { Field, ID, Int, ObjectType } from 'type-graphql';
import { describeMachine } from '../../machine.js';
import { connectionTypes } from '../../relay/connections/connection.js';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Node } from '../../relay/nodes/node.js';
import type { SessionItemFacts } from './rating-session.policy.js';
import type { SessionItemRow } from './session-item.loader.js';
import { sessionItemMachine } from './session-item.machine.js';
import type { SessionItemState } from './session-item.entity.js';

/** The states as the schema shows them. */
export const sessionItemStateEnum = describedEnum<SessionItemState>(
  'RatingSessionItemState',
  `Where an item stands in a session. Its path:\n${describeMachine(sessionItemMachine)}`,
  {
    PENDING: 'The session is not open yet.',
    TRIAGED: 'Sorted by the disagreement of its marks. Left in the same instant.',
    PROPOSED: 'A value waits for the answers of the raters: on the consent list, or after a round.',
    DISCUSSION: 'Raters discuss it.',
    SCORING: 'A round of blind marks is open.',
    CLOSED: 'The round takes no marks any more; nobody has seen them.',
    REVEALED: 'All marks of the round were revealed together.',
    AGREED: 'The raters have agreed. Left in the same instant.',
    NO_CONSENSUS: 'The aggregate of the last round decides. Left in the same instant.',
    LOCKED: 'Decided; its points are official.',
    DEFERRED: 'Put off to another session.',
    REOPENED: 'Decided before, and taken up again.',
  },
);

/** An item of a session. */
@ObjectType('RatingSessionItem', {
  implements: Node,
  description: 'One indicator of one council on the agenda of a session. Not for raters who do not rate the council, or not any more.',
  simpleResolvers: true,
})
export class RatingSessionItemType extends Node {
  @Field(() => sessionItemStateEnum, { description: 'Where it stands.' })
  readonly state!: SessionItemState;

  @Field(() => Int, { description: 'Its place on the agenda, from 1.' })
  readonly ordinal!: number;

  @Field(() => Boolean, { description: 'Whether it is on the floor; one item of a session is.' })
  readonly active!: boolean;

  @Field(() => String, { description: 'The code of its indicator.' })
  readonly indicatorCode!: string;

  @Field(() => ID, { description: 'The item that is rated, for `node`.' })
  readonly evaluationItemId!: string;

  @Field(() => Int, { description: 'Rounds that were held or are being held; those that were given up do not count.' })
  readonly roundCount!: number;

  @Field(() => Int, { description: 'Rounds that the methodology allows.' })
  readonly maxRounds!: number;

  @Field(() => String, { nullable: true, description: 'Why it was put off; null where it was not.' })
  readonly deferReason!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it is to be, or was, taken up again after it had been decided; null where nobody has asked.' })
  readonly reopenReason!: string | null;

  readonly row!: SessionItemRow;
}

/** A page of items. */
export const { Connection: RatingSessionItemConnection } = connectionTypes(RatingSessionItemType, { name: 'RatingSessionItem' });

/** A row as the schema shows it. */
export function toSessionItem(row: SessionItemRow): RatingSessionItemType {
  return {
    id: encodeNodeId('RatingSessionItem', row.id),
    state: row.state,
    ordinal: row.ordinal,
    active: row.active,
    indicatorCode: row.indicator_code,
    evaluationItemId: encodeNodeId('EvaluationItem', row.item_id),
    roundCount: row.rounds,
    maxRounds: row.max_rounds,
    deferReason: row.defer_reason,
    reopenReason: row.reopen_reason,
    row,
  };
}

/** What the rules on an item look at. */
export function factsOfItemRow(row: SessionItemRow): SessionItemFacts {
  return {
    state: row.session_state,
    cycleState: row.cycle_state,
    holderId: row.holder_id,
    councilIds: row.council_ids,
    evaluationIds: row.evaluation_ids,
    evaluationId: row.evaluation_id,
    councilId: row.council_id,
    raterIds: row.rater_ids,
    observerIds: row.observer_ids,
    itemState: row.state,
    isActive: row.active,
    rounds: row.rounds,
    maxRounds: row.max_rounds,
    itemRaterIds: row.rater_ids,
    takingPartIds: row.taking_part_ids,
  };
}
