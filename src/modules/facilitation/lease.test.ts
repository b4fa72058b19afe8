import { describe, expect, it } from 'vitest';
import { type Lease, leaseTimes, mayFollow, standingOf, successorsOf } from './lease.js';

const end = Date.parse('2026-12-01T05:00:00Z');
/** An instant so many milliseconds after the end of the lease. */
const after = (milliseconds: number): Date => new Date(end + milliseconds);

const lease: Lease = { holderId: 'first', primaryId: 'first', leaseUntil: after(0), deputyIds: ['deputy', 'second'], locked: false };
/** A deputy leads: whoever was appointed first comes before the other one. */
const ofDeputy: Lease = { ...lease, holderId: 'deputy' };
const alone: Lease = { ...lease, deputyIds: [] };

const minute = 60_000;

it('lasts a minute, with two of grace, and a minute for each who is asked', () => {
  expect(leaseTimes).toEqual({ lease: minute, grace: 2 * minute, offer: minute });
});

describe('a lease stands', () => {
  it.each([
    ['a second before its end', lease, -1_000, 'HELD', [], 0],
    ['a millisecond before its end', lease, -1, 'HELD', [], 0],
    ['at its end', lease, 0, 'GRACE', [], 2 * minute],
    ['a millisecond before the end of the grace', lease, 2 * minute - 1, 'GRACE', [], 2 * minute],
    ['at the end of the grace', lease, 2 * minute, 'OFFERED', ['deputy'], 3 * minute],
    ['a millisecond before the first was asked for a minute', lease, 3 * minute - 1, 'OFFERED', ['deputy'], 3 * minute],
    ['when the second is asked besides', lease, 3 * minute, 'OFFERED', ['deputy', 'second'], 4 * minute],
    ['a millisecond before the second was asked for a minute', lease, 4 * minute - 1, 'OFFERED', ['deputy', 'second'], 4 * minute],
    ['when all were asked', lease, 4 * minute, 'VACANT', ['deputy', 'second'], null],
    ['a year later', lease, 525_600 * minute, 'VACANT', ['deputy', 'second'], null],
    ['of a deputy, at the end of the grace', ofDeputy, 2 * minute, 'OFFERED', ['first'], 3 * minute],
    ['of a deputy, when the second is asked besides', ofDeputy, 3 * minute, 'OFFERED', ['first', 'second'], 4 * minute],
    ['of a deputy, when all were asked', ofDeputy, 4 * minute, 'VACANT', ['first', 'second'], null],
    ['without deputies, a millisecond before the end of the grace', alone, 2 * minute - 1, 'GRACE', [], 2 * minute],
    ['without deputies, at the end of the grace', alone, 2 * minute, 'VACANT', [], null],
  ] as const)('%s', (_, of, milliseconds, state, offeredTo, until) => {
    expect(standingOf(of, after(milliseconds))).toEqual({ state, offeredTo, until: until === null ? null : after(until) });
  });

  it('by other times where they are given', () => {
    const times = { lease: 10, grace: 20, offer: 5 };
    expect([0, 19, 20, 24, 25, 29, 30].map((at) => standingOf(lease, after(at), times).offeredTo.length)).toEqual([0, 0, 1, 1, 2, 2, 2]);
    expect([19, 29, 30].map((at) => standingOf(lease, after(at), times).state)).toEqual(['GRACE', 'OFFERED', 'VACANT']);
  });
});

it.each([
  ['the deputies in their order, when the first leads', lease, ['deputy', 'second']],
  ['the first before the other deputies, when one of them leads', ofDeputy, ['first', 'second']],
  ['the first before all deputies, when somebody else leads', { ...lease, holderId: 'other' }, ['first', 'deputy', 'second']],
  ['the first once, though listed among the deputies', { ...lease, holderId: 'other', deputyIds: ['deputy', 'first'] }, ['first', 'deputy']],
  ['nobody, when there is no deputy', alone, []],
])('followed is by %s', (_, of, expected) => {
  expect(successorsOf(of)).toEqual(expected);
});

describe('may follow', () => {
  /** Whoever might, and each instant at which the standing changes. */
  const people = ['first', 'deputy', 'second', 'other'];
  const instants = { held: -1, grace: 0, offered: 2 * minute, 'offered to both': 3 * minute, vacant: 4 * minute } as const;

  it.each([
    ['held', lease, []],
    ['grace', lease, []],
    ['offered', lease, ['deputy']],
    ['offered to both', lease, ['deputy', 'second']],
    ['vacant', lease, ['deputy', 'second', 'other']],
    ['offered', ofDeputy, ['first']],
    ['offered to both', ofDeputy, ['first', 'second']],
    ['vacant', ofDeputy, ['first', 'second', 'other']],
    ['held', { ...lease, locked: true }, []],
    ['offered', { ...lease, locked: true }, ['deputy']],
    ['vacant', { ...lease, locked: true }, ['deputy', 'second']],
    ['vacant', alone, ['deputy', 'second', 'other']],
    ['vacant', { ...alone, locked: true }, []],
  ] as const)('when it is %s: these of the facilitators alone (%#)', (when, of, expected) => {
    const now = after(instants[when]);
    expect(people.filter((accountId) => mayFollow(of, accountId, true, now))).toEqual(expected);
    // An office that was taken back opens nothing, not even to those who are listed.
    expect(people.filter((accountId) => mayFollow(of, accountId, false, now))).toEqual([]);
  });
});
