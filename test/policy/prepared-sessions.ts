import { sql } from 'kysely';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import type { TestDatabase } from '../support/database.js';
import { JointRating, noEvidence } from '../support/joint-rating.js';
import type { CycleIds } from './prepared-cycles.js';

/** The cycles that have a session each; the session goes by the cycle's name. */
const sessionNames = ['discussed', 'marked', 'counted', 'convened', 'paused', 'decided', 'leaderless'] as const;

type SessionName = (typeof sessionNames)[number];

/** The prepared sessions and items of them, as clients see them. */
export interface PreparedSessions {
  /**
   * All over UZ-AN, and led by `facilitator` but the last. Open: `discussed`, `marked` with a round that takes marks,
   * `counted` with a closed one, in which rater1 is not checked in. `convened` is scheduled, `paused` suspended,
   * `decided` closed. `leaderless` is led by `facilitator2`, who was not heard of for long.
   */
  readonly sessions: Readonly<Record<SessionName, string>>;
  readonly sessionItems: {
    /** To be discussed, and not on the floor. */
    readonly disputed: string;
    /** To be discussed, and on the floor. */
    readonly onFloor: string;
    /** On the consent list; rater1 has answered. */
    readonly agreed: string;
    /** On the consent list of the session in which rater1 is not. */
    readonly agreedWithout: string;
    /** Decided; whoever leads has asked to take it up again. */
    readonly askedByLead: string;
    /** Decided; an approver has asked to take it up again. */
    readonly askedByApprover: string;
    /** Revealed after its first round; rater1 has dissented. */
    readonly revealed: string;
    /** Proposed after its last round. */
    readonly spent: string;
    readonly scoring: string;
    readonly closed: string;
  };
  /** The proposal of the item on the consent list. */
  readonly proposal: string;
}

/** Has all three raters, or those who are named, say the same. */
const alike = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, noEvidence]));

/** Prepares a session in each of the cycles that are deliberated. */
export async function prepareSessions(test: TestDatabase, cycles: CycleIds): Promise<PreparedSessions> {
  const joint = new JointRating(test);
  const three = ['rater1', 'rater2', 'rater3'];
  const ids = {} as Record<SessionName, string>;
  for (const name of sessionNames) {
    const lead = name === 'leaderless' ? { facilitator: 'facilitator2', deputies: ['facilitator'] } : {};
    ids[name] = await joint.schedule(cycles[name], lead);
    if (!['convened', 'leaderless'].includes(name)) {
      await joint.checkIn(ids[name], ...(name === 'counted' ? ['rater2', 'rater3', 'rater5'] : three));
      await joint.open(ids[name]);
    }
  }
  const items = await joint.itemsOf(ids.discussed);
  const item = (code: string): string => items.get(code) ?? '';
  const [agreed, askedByLead, askedByApprover] = [item('1.3'), item('2.2'), item('3.3')];
  const [disputed, revealed, spent, onFloor] = [item('1.2'), item('4.1'), item('4.2'), item('5.1')];
  await joint.vote(agreed, { rater1: 'ABSTAIN' });
  for (const decided of [askedByLead, askedByApprover]) {
    await joint.vote(decided, { rater1: 'CONFIRM', rater2: 'CONFIRM' });
  }
  await joint.askToReopen(askedByLead, 'facilitator');
  await joint.askToReopen(askedByApprover, 'approver2');
  await joint.activate(revealed);
  await joint.holdRound(revealed, alike(...three));
  await joint.dissent(revealed, 'rater1');
  await joint.activate(spent);
  await joint.holdRound(spent, alike(...three));
  for (let round = 2; round <= 3; round += 1) {
    await joint.discuss(spent);
    await joint.holdRound(spent, alike(...three));
  }
  await joint.propose(spent, noEvidence);
  await joint.activate(onFloor);

  const scoring = (await joint.itemsOf(ids.marked)).get('1.2') ?? '';
  await joint.activate(scoring);
  await joint.openRound(scoring, alike(...three));

  const itemsWithout = await joint.itemsOf(ids.counted);
  const closed = itemsWithout.get('1.2') ?? '';
  await joint.activate(closed);
  await joint.openRound(closed, alike('rater2', 'rater3', 'rater5'));
  await joint.closeRound(closed);

  await joint.askToAbort(ids.convened, 'approver2');
  await joint.askToAbort(ids.paused, 'facilitator');
  await joint.suspend(ids.paused);
  await joint.close(ids.decided);
  await sql`update facilitation set lease_until = now() - interval '1 day' where subject_id = ${ids.leaderless}`.execute(test.database);

  const agreedWithout = itemsWithout.get('1.3') ?? '';
  const itemIds = { disputed, onFloor, agreed, agreedWithout, askedByLead, askedByApprover, revealed, spent, scoring, closed };
  return {
    sessions: shown('RatingSession', ids),
    sessionItems: shown('RatingSessionItem', itemIds),
    proposal: encodeNodeId('ConsensusProposal', await joint.proposalOf(agreed)),
  };
}

function shown<Name extends string>(type: string, ids: Readonly<Record<Name, string>>): Readonly<Record<Name, string>> {
  const entries = (Object.entries(ids) as [Name, string][]).map(([name, id]) => [name, encodeNodeId(type, id)]);
  return Object.fromEntries(entries) as Record<Name, string>;
}
