import { sql } from 'kysely';
import { demonstrationAccountId } from '../../../src/cli/demonstration/people.js';
import { stableId } from '../../../src/database/stable-id.js';
import { decodeNodeIdOf, encodeNodeId } from '../../../src/relay/nodes/node-id.js';
import { beginDeliberation, openJointCycle } from '../../rating-sessions/support/joint-cycle.js';
import type { TestDatabase } from '../../support/database.js';
import { JointRating, noEvidence } from '../../support/joint-rating.js';
import { openScoring, type ScoringCycle } from '../../support/scoring.js';
import { addCouncilInput, type CouncilInput } from './council-input.js';
import { onlookers, others, theMember, theObserver } from './viewers.js';

/** What is prepared before the worlds part. */
export interface Staged {
  /** Open for marks. */
  readonly cycle: ScoringCycle;
  /** Of another council, in a later cycle; nobody marks it. */
  readonly neighbour: ScoringCycle;
  readonly input: CouncilInput;
  /** A session over the council whose marks are hidden, and an item of it that they are of. */
  readonly session: { readonly sessionId: string; readonly sessionItemId: string };
}

/** A beginning that several worlds have in common. */
export interface Scene {
  /** Whoever must not know the hidden marks. */
  readonly viewers: readonly string[];
  /** The raters whose marks are hidden, and others who do something. */
  readonly raters: readonly string[];
  /** A rater of the council who comes to the session at the end. */
  readonly latecomer: string;
  prepare(test: TestDatabase): Promise<Staged>;
}

/** Whoever leads a session is taken to be there as long as the test runs: the clock changes nothing in it. */
async function keepLead({ database }: TestDatabase, sessionId: string): Promise<void> {
  await database
    .updateTable('facilitation')
    .set({ lease_until: sql<Date>`now() + interval '1 day'` })
    .where('subject_id', '=', sessionId)
    .execute();
}

const shown = (sessionId: string, sessionItemId: string): Staged['session'] => ({
  sessionId: encodeNodeId('RatingSession', sessionId),
  sessionItemId: encodeNodeId('RatingSessionItem', sessionItemId),
});

/** Round 0: raters mark alone; the session is scheduled. */
export const individualMarks: Scene = {
  viewers: others,
  raters: ['rater1', 'rater3'],
  latecomer: 'rater2',
  async prepare(test) {
    const cycle = await openScoring(test);
    const neighbour = await openScoring(test, 'UZ-BU');
    const input = await addCouncilInput(test, cycle);
    const joint = new JointRating(test);
    const sessionId = await joint.schedule(decodeNodeIdOf('RatingCycle', cycle.cycleId) ?? '');
    await keepLead(test, sessionId);
    const [sessionItemId = ''] = (await joint.itemsOf(sessionId)).values();
    return { cycle, neighbour, input, session: shown(sessionId, sessionItemId) };
  },
};

const council = 'UZ-AN';

/** The indicator of the item on the floor. */
export const markedIndicator = '2.2';

/** The raters who are there: three whose marks are hidden, and `rater2`, who looks on as long as the round is open. */
const present = ['rater1', 'rater2', 'rater3', 'rater5'];

/**
 * Round 2: a session is open, with an item on the floor that was marked alone and in a round that was revealed, so that
 * marks that all may see stand beside those that are hidden. Nobody has marked in the round that is open.
 */
export const openRound: Scene = {
  viewers: onlookers,
  raters: ['rater1', 'rater3', 'rater5', 'rater6'],
  latecomer: 'rater6',
  async prepare(test) {
    const joint = new JointRating(test);
    const opened = await openJointCycle(test, [council], [...present, 'rater6']);
    const items = new Map([...opened.items].map(([key, id]) => [key.replace(`${council} `, ''), id]));
    const cycle = { cycleId: opened.cycleId, evaluationId: opened.evaluations.get(council) ?? '', items };
    const neighbour = await openScoring(test, 'UZ-BU');
    const input = await addCouncilInput(test, cycle);
    const marks = { rater1: noEvidence, rater2: noEvidence, rater3: points('4'), rater5: points('6.5') };
    for (const [name, value] of Object.entries(marks)) {
      await joint.mark(name, decodeNodeIdOf('EvaluationItem', items.get(markedIndicator) ?? '') ?? '', value);
    }
    await beginDeliberation(test, opened);
    const sessionId = await joint.schedule(decodeNodeIdOf('RatingCycle', cycle.cycleId) ?? '', { observers: [theObserver] });
    await joint.checkIn(sessionId, ...present);
    await joint.open(sessionId);
    const sessionItemId = (await joint.itemsOf(sessionId)).get(markedIndicator) ?? '';
    await joint.activate(sessionItemId);
    await joint.holdRound(sessionItemId, marks);
    await joint.discuss(sessionItemId);
    await joint.openRound(sessionItemId, {});
    // Last: each step of whoever leads renews the lease.
    await keepLead(test, sessionId);
    await test.database
      .updateTable('account')
      .set({ person_id: stableId('Person', `demo/${council}/5`) })
      .where('id', '=', demonstrationAccountId(theMember))
      .execute();
    return { cycle, neighbour, input, session: shown(sessionId, sessionItemId) };
  },
};

const points = (value: string) => ({ kind: 'POINTS', points: value }) as const;
