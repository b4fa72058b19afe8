import { Field, ID, Int, ObjectType } from 'type-graphql';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import type { CheckInChannel } from './check-in.entity.js';
import type { FacilitationCause } from './facilitation.entity.js';
import type { CheckInRow, FacilitationRow } from './facilitation.loader.js';
import { type LeaseStanding, standingOf } from './lease.js';
import type { Quorum } from './quorum.js';

/** The standings as the schema shows them. */
export const facilitationStateEnum = describedEnum<LeaseStanding['state']>(
  'FacilitationState',
  'Where the lead stands. It follows from the lease and the clock; no event tells it.',
  {
    HELD: 'Whoever leads was heard of.',
    GRACE: 'Whoever leads was not heard of for a minute. For two more nothing changes, and any command or `facilitationRenew` of theirs makes it HELD again.',
    OFFERED: 'Whoever leads is lost. The first facilitator and the deputies are asked in their order, one more each minute; `facilitationTakeOver` is open to them.',
    VACANT: 'All were asked. Any facilitator may take over, unless the lead is locked to the deputies.',
  },
);

/** The causes as the schema shows them. */
export const facilitationCauseEnum = describedEnum<FacilitationCause>('FacilitationCause', 'Why whoever leads does so.', {
  SCHEDULED: 'Appointed when it was scheduled.',
  HANDED_OVER: 'The one before has given the lead away.',
  TAKEN_AFTER_LOSS: 'The one before was lost.',
  RETURNED: 'A deputy has given the lead back.',
  FORCED_BY_MANAGER: 'A cycle manager has given it to somebody.',
});

/** The channels as the schema shows them. */
export const checkInChannelEnum = describedEnum<CheckInChannel>('CheckInChannel', 'How somebody takes part.', {
  ONLINE: 'With a device of their own, from somewhere.',
  ONSITE: 'In the room.',
  PROXY: 'In the room, through a proxy operator.',
});

/** Who leads. */
@ObjectType('Facilitation', { description: 'Who leads, under a lease with a number.', simpleResolvers: true })
export class FacilitationType {
  @Field(() => facilitationStateEnum, { description: 'Where the lead stands at `serverTime`.' })
  readonly state!: LeaseStanding['state'];

  @Field(() => ID, { description: 'The account that leads.' })
  readonly holderAccountId!: string;

  @Field(() => [ID], { description: 'The accounts of the deputies, in the order in which they are asked.' })
  readonly deputyAccountIds!: readonly string[];

  @Field(() => Int, { description: 'The number of the lead: it rises with every change of hands. Every command of the lead sends it; a stale one is refused with STALE_TERM.' })
  readonly term!: number;

  @Field(() => facilitationCauseEnum, { description: 'Why it is this one.' })
  readonly cause!: FacilitationCause;

  @Field(() => Boolean, { description: 'Whether nobody but the first facilitator and the deputies may take over.' })
  readonly locked!: boolean;

  @Field(() => Date, { description: 'Until when whoever leads is taken to be there without being heard of. Renew it well before.' })
  readonly leaseUntil!: Date;

  @Field(() => Date, { nullable: true, description: 'When `state` changes next if nobody is heard of; null where it does not.' })
  readonly stateUntil!: Date | null;

  @Field(() => Date, { description: "The database's clock." })
  readonly serverTime!: Date;

  readonly row!: FacilitationRow;
}

/** A row as the schema shows it. */
export function toFacilitation(row: FacilitationRow): FacilitationType {
  const standing = standingOf(leaseOf(row), row.server_time);
  return {
    state: standing.state,
    holderAccountId: encodeNodeId('Account', row.holder_id),
    deputyAccountIds: row.deputy_ids.map((id) => encodeNodeId('Account', id)),
    term: row.term,
    cause: row.cause,
    locked: row.locked,
    leaseUntil: row.lease_until,
    stateUntil: standing.until,
    serverTime: row.server_time,
    row,
  };
}

/** A row as the rules look at it. */
export const leaseOf = (row: FacilitationRow) => ({
  holderId: row.holder_id,
  primaryId: row.primary_id,
  leaseUntil: row.lease_until,
  deputyIds: row.deputy_ids,
  locked: row.locked,
  term: row.term,
});

/** Whether enough are there. */
@ObjectType('Quorum', { description: 'Whether enough of those who are entitled are checked in.', simpleResolvers: true })
export class QuorumType implements Quorum {
  @Field(() => Int, { description: 'How many are entitled: assigned to rate, and out for no conflict of interest.' })
  readonly base!: number;

  @Field(() => Int, { description: 'How many of them are checked in.' })
  readonly present!: number;

  @Field(() => Int, { description: 'How many are needed: two thirds, rounded up, and not fewer than the least number of raters.' })
  readonly needed!: number;

  @Field(() => Boolean, { description: 'Whether that many are there.' })
  readonly met!: boolean;
}

/** Somebody who is there. */
@ObjectType('Attendance', { description: 'Somebody who is checked in.', simpleResolvers: true })
export class AttendanceType {
  @Field(() => ID, { description: 'The account.' })
  readonly accountId!: string;

  @Field(() => checkInChannelEnum, { description: 'How they take part.' })
  readonly channel!: CheckInChannel;

  @Field(() => Date, { description: 'Since when.' })
  readonly since!: Date;

  readonly rawAccountId!: string;
}

/** A row as the schema shows it. */
export function toAttendance({ account_id, channel, checked_in_at }: CheckInRow): AttendanceType {
  return { accountId: encodeNodeId('Account', account_id), channel, since: checked_in_at, rawAccountId: account_id };
}

