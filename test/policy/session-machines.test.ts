import { sql } from 'kysely';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccountId, seedPeople } from '../../src/cli/demonstration/people.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import type { Result } from '../../src/errors.js';
import type { Viewer } from '../../src/modules/accounts/index.js';
import { ConsensusCommand, ItemStepsCommand, MemberCommand, SessionStepsCommand } from '../../src/modules/rating-sessions/index.js';
import { decodeNodeIdOf } from '../../src/relay/nodes/node-id.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { fingerprinter } from '../support/fingerprint.js';
import { JointRating } from '../support/joint-rating.js';
import { openScoring, viewerOf } from '../support/scoring.js';
import { testSeal } from '../support/seal.js';

let test: TestDatabase;
let unitOfWork: UnitOfWork;
let fingerprint: () => Promise<string>;
let cycleId: string;
let evaluationId: string;

const manager = viewerOf('manager', 'CYCLE_MANAGER');
const facilitator = viewerOf('facilitator', 'FACILITATOR');
const raters = ['rater1', 'rater2', 'rater3'] as const;
const rater = viewerOf('rater1', 'RATER');
const protocolHash = 'f'.repeat(64);

beforeAll(async () => {
  test = await createTestDatabase();
  await seedPeople(test.database);
  unitOfWork = new UnitOfWork(test.orm, () => {});
  fingerprint = await fingerprinter(test.database);
  const cycle = await openScoring(test);
  cycleId = decodeNodeIdOf('RatingCycle', cycle.cycleId) ?? '';
  evaluationId = decodeNodeIdOf('Evaluation', cycle.evaluationId) ?? '';
  // Put there from outside: what leads to the deliberation is not under test here.
  await sql`update rating_cycle set state = 'DELIBERATION' where id = ${cycleId}`.execute(test.database);
  await sql`update evaluation_item set state = 'REVEALED', open_round = null, revealed_round = 0
    where evaluation_id = ${evaluationId} and state = 'OPEN'`.execute(test.database);
});

afterAll(() => test?.close());

/** What a command did: `done`, or the code of its refusal; and whether anything was written. */
async function outcomeOf(command: () => Promise<Result<unknown>>): Promise<{ code: string; wrote: boolean }> {
  const before = await fingerprint();
  const outcome = await command();
  return { code: outcome.ok ? 'done' : (outcome.faults[0]?.code ?? ''), wrote: (await fingerprint()) !== before };
}

const refused = (code: string) => ({ code, wrote: false });

async function stateIn(table: 'rating_session' | 'session_item', id: string): Promise<string> {
  const { rows } = await sql<{ state: string }>`select state from ${sql.table(table)} where id = ${id}`.execute(test.database);
  return rows[0]?.state ?? '';
}

/** A session without items in a state: all its raters are there, an approver has asked to give it up, two have signed it if closed. */
async function sessionIn(state: string): Promise<string> {
  const { database } = test;
  const id = v7();
  const leader = facilitator.accountId;
  await sql`insert into rating_session (id, cycle_id, title, starts_at, state, created_by, abort_asked_by, abort_reason, version)
    values (${id}, ${cycleId}, '{"uzLatn": "Sinov"}', now(), ${state}, ${manager.accountId},
      ${demonstrationAccountId('approver')}, 'Sinov uchun', 1)`.execute(database);
  await sql`insert into session_evaluation (session_id, evaluation_id) values (${id}, ${evaluationId})`.execute(database);
  await sql`insert into facilitation (subject_id, subject_type, holder_id, primary_id, term, lease_until, locked, cause)
    values (${id}, 'RatingSession', ${leader}, ${leader}, 1, now(), false, 'SCHEDULED')`.execute(database);
  const isClosed = !['SCHEDULED', 'OPEN', 'SUSPENDED'].includes(state);
  if (isClosed) {
    await sql`insert into session_protocol (session_id, body, hash) values (${id}, '{}', ${protocolHash})`.execute(database);
  }
  for (const name of raters) {
    const account = demonstrationAccountId(name);
    await sql`insert into check_in (id, subject_id, account_id, channel, checked_in_by)
      values (${v7()}, ${id}, ${account}, 'ONLINE', ${account})`.execute(database);
    if (isClosed && name !== 'rater1') {
      await sql`insert into protocol_signature (id, session_id, account_id, protocol_hash)
        values (${v7()}, ${id}, ${account}, ${protocolHash})`.execute(database);
    }
  }
  return id;
}

describe('a joint rating session', () => {
  /** Every step that there is. Nothing else is. */
  const steps: Readonly<Record<string, string>> = {
    'SCHEDULED open': 'OPEN',
    'OPEN suspend': 'SUSPENDED',
    'SUSPENDED resume': 'OPEN',
    'OPEN close': 'CLOSED',
    'CLOSED sign': 'SIGNED',
    'SCHEDULED abort': 'ABORTED',
    'OPEN abort': 'ABORTED',
    'SUSPENDED abort': 'ABORTED',
  };
  const actions = ['open', 'suspend', 'resume', 'close', 'abort', 'sign'] as const;

  const take = (viewer: Viewer, action: (typeof actions)[number], sessionId: string): Promise<Result<unknown>> => {
    const commands = new SessionStepsCommand(unitOfWork);
    switch (action) {
      case 'abort':
        return commands.abort(viewer, { sessionId, reason: 'Sinov uchun' });
      case 'sign':
        return new MemberCommand(unitOfWork).sign(viewer, { sessionId, protocolHash });
      default:
        return commands[action](viewer, { sessionId, term: 1 });
    }
  };

  it.each(['SCHEDULED', 'OPEN', 'SUSPENDED', 'CLOSED', 'SIGNED', 'ABORTED'])(
    'goes from %s by what its path has, in the right hands, and by nothing else',
    async (from) => {
      const told: Record<string, unknown> = {};
      const expected: Record<string, unknown> = {};
      for (const action of actions) {
        const sessionId = await sessionIn(from);
        const holder = action === 'sign' ? rater : facilitator;
        for (const [name, viewer] of [
          ['by another', manager],
          ['by its holder', holder],
        ] as const) {
          const outcome = await outcomeOf(() => take(viewer, action, sessionId));
          told[`${action} ${name}`] = { ...outcome, state: await stateIn('rating_session', sessionId) };
          const to = steps[`${from} ${action}`];
          const isHeld = viewer === holder;
          const code = isHeld ? 'INVALID_STATE' : action === 'sign' ? 'NOT_ASSIGNED' : 'NOT_FACILITATING';
          expected[`${action} ${name}`] = isHeld && to ? { code: 'done', wrote: true, state: to } : { ...refused(code), state: from };
        }
      }
      expect(told).toEqual(expected);
    },
  );
});

/** Takes a step of an item. */
const takeOnItem = (viewer: Viewer, action: string, sessionItemId: string): Promise<Result<unknown>> => {
  const items = new ItemStepsCommand(unitOfWork, testSeal);
  const consensus = new ConsensusCommand(unitOfWork);
  const request = { sessionItemId, term: 1, reason: 'Sinov uchun', durationMs: 60_000, value: { kind: 'NO_EVIDENCE' } } as const;
  const commands: Readonly<Record<string, () => Promise<Result<unknown>>>> = {
    discuss: () => items.discuss(viewer, request),
    openRound: () => items.openRound(viewer, request),
    closeRound: () => items.closeRound(viewer, request),
    reveal: () => items.reveal(viewer, request),
    propose: () => consensus.propose(viewer, request),
    conclude: () => consensus.conclude(viewer, request),
    defer: () => items.defer(viewer, request),
    reopen: () => consensus.reopen(viewer, request),
  };
  return commands[action]?.() ?? Promise.reject(new Error(`there is no command ${action}`));
};

describe('an item of a joint rating session', () => {
  /** Where each step of whoever leads leads on from. What it needs besides is not under test here. */
  const leadsOn: Readonly<Record<string, readonly string[]>> = {
    discuss: ['PROPOSED', 'REVEALED', 'REOPENED'],
    openRound: ['DISCUSSION'],
    closeRound: ['SCORING'],
    reveal: ['CLOSED'],
    propose: ['REVEALED'],
    conclude: ['PROPOSED', 'REVEALED'],
    defer: ['PENDING', 'TRIAGED', 'PROPOSED', 'DISCUSSION', 'SCORING', 'CLOSED', 'REVEALED', 'REOPENED'],
    reopen: ['LOCKED'],
  };

  let itemId: string;

  beforeAll(async () => {
    const joint = new JointRating(test);
    const sessionId = await joint.schedule(cycleId);
    await joint.checkIn(sessionId, ...raters);
    await joint.open(sessionId);
    itemId = (await joint.itemsOf(sessionId)).get('1.2') ?? '';
  });

  it.each(['PENDING', 'TRIAGED', 'PROPOSED', 'DISCUSSION', 'SCORING', 'CLOSED', 'REVEALED', 'AGREED', 'NO_CONSENSUS', 'LOCKED', 'DEFERRED', 'REOPENED'])(
    'goes from %s by nothing that its path has not, and in the hands of nobody but whoever leads',
    async (from) => {
      await sql`update session_item set state = ${from} where id = ${itemId}`.execute(test.database);
      const told: Record<string, unknown> = {};
      const expected: Record<string, unknown> = {};
      for (const [action, states] of Object.entries(leadsOn)) {
        told[`${action} by another`] = await outcomeOf(() => takeOnItem(manager, action, itemId));
        const isForRaters = action === 'discuss' && from === 'PROPOSED';
        expected[`${action} by another`] = refused(isForRaters ? 'NOT_ASSIGNED' : 'NOT_FACILITATING');
        if (!states.includes(from)) {
          told[action] = await outcomeOf(() => takeOnItem(facilitator, action, itemId));
          expected[action] = refused('INVALID_STATE');
        }
      }
      expect(told).toEqual(expected);
      expect(await stateIn('session_item', itemId)).toBe(from);
    },
  );
});
