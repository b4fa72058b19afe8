import { seedPeople } from '../../../src/cli/demonstration/people.js';
import { UnitOfWork } from '../../../src/database/unit-of-work.js';
import type { Result } from '../../../src/errors.js';
import type { Viewer } from '../../../src/modules/accounts/index.js';
import { CycleAdvanceCommand } from '../../../src/modules/cycles/index.js';
import { evaluationEffects } from '../../../src/modules/evaluations/index.js';
import { FacilitationService } from '../../../src/modules/facilitation/index.js';
import {
  ConsensusCommand,
  facilitatedSession,
  ItemStepsCommand,
  MemberCommand,
  SessionStepsCommand,
  VoteCommand,
} from '../../../src/modules/rating-sessions/index.js';
import { decodeNodeIdOf } from '../../../src/relay/nodes/node-id.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { JointRating, noEvidence } from '../../support/joint-rating.js';
import { viewerOf } from '../../support/scoring.js';
import { testSeal } from '../../support/seal.js';
import { present } from './cast.js';
import { type JointCycle, must, openJointCycle } from './joint-cycle.js';

/** An open session over one council. Ids are those of rows. */
export interface OpenSession {
  readonly sessionId: string;
  readonly evaluationId: string;
  /** Items on its agenda by the codes of their indicators. */
  readonly items: ReadonlyMap<string, string>;
}

/** The indicator on which the raters of every council agree before its session. */
export const agreed = '1.3';

/** A cycle in deliberation, and the commands of its sessions, to be asked one by one. */
export class Deliberation {
  readonly joint: JointRating;
  readonly lead = viewerOf('facilitator', 'FACILITATOR');
  readonly steps: SessionStepsCommand;
  readonly items: ItemStepsCommand;
  readonly consensus: ConsensusCommand;
  readonly members: MemberCommand;
  readonly votes: VoteCommand;
  readonly facilitation: FacilitationService;
  readonly #unitOfWork: UnitOfWork;

  constructor(
    readonly test: TestDatabase,
    readonly cycle: JointCycle,
  ) {
    this.joint = new JointRating(test);
    this.#unitOfWork = new UnitOfWork(test.orm, () => {});
    this.steps = new SessionStepsCommand(this.#unitOfWork);
    this.items = new ItemStepsCommand(this.#unitOfWork, testSeal);
    this.consensus = new ConsensusCommand(this.#unitOfWork);
    this.members = new MemberCommand(this.#unitOfWork);
    this.votes = new VoteCommand(this.#unitOfWork);
    this.facilitation = new FacilitationService(this.#unitOfWork, { RatingSession: facilitatedSession });
  }

  get cycleId(): string {
    return decodeNodeIdOf('RatingCycle', this.cycle.cycleId) ?? '';
  }

  /** The codes of the refusals of a command; none of one that was done. */
  async codes(command: Promise<Result<unknown>>): Promise<readonly string[]> {
    const outcome = await command;
    return outcome.ok ? [] : outcome.faults.map(({ code }) => code);
  }

  /** Schedules a session over a council, checks raters in, and opens it. */
  async openSession(council: string, raters: readonly string[]): Promise<OpenSession> {
    const evaluationId = decodeNodeIdOf('Evaluation', this.cycle.evaluations.get(council) ?? '') ?? '';
    const sessionId = await this.joint.schedule(this.cycleId, {}, [evaluationId]);
    await this.joint.checkIn(sessionId, ...raters);
    await this.joint.open(sessionId);
    return { sessionId, evaluationId, items: await this.joint.itemsOf(sessionId) };
  }

  /** Checks somebody out: by themselves, or by another viewer. */
  async checkOut(sessionId: string, name: string, by: Viewer = viewerOf(name, 'RATER')): Promise<void> {
    must(await this.facilitation.checkOut(by, { type: 'RatingSession', id: sessionId, accountId: viewerOf(name).accountId }));
  }

  /** The time of the round that is open in a session is over. */
  async endTime(sessionId: string): Promise<void> {
    const timers = this.test.database.updateTable('timer').set({ ends_at: new Date(0) });
    const timer = await timers.where('subject_id', '=', sessionId).where('ends_at', 'is not', null).returning(['id', 'object_id']).executeTakeFirst();
    const { id, object_id: objectId } = present(timer, 'no timer runs');
    must(
      await this.#unitOfWork.run({ operation: 'test', actorId: null }, async (transaction) => {
        await this.items.roundIsOver(transaction, { id, objectId });
        return { ok: true, value: null };
      }),
    );
  }

  /** Ends it, with its database. */
  close(): Promise<void> {
    return this.test.close();
  }
}

/** Opens a cycle of some councils for deliberation: their raters agree on one indicator, and have marked nothing else. */
export async function openDeliberation(councils: readonly string[], raters: readonly string[]): Promise<Deliberation> {
  const test = await createTestDatabase();
  await seedPeople(test.database);
  const cycle = await openJointCycle(test, councils, raters);
  const deliberation = new Deliberation(test, cycle);
  for (const council of councils) {
    const itemId = decodeNodeIdOf('EvaluationItem', cycle.items.get(`${council} ${agreed}`) ?? '') ?? '';
    for (const rater of raters) {
      await deliberation.joint.mark(rater, itemId, noEvidence);
    }
  }
  const { cycleId } = deliberation;
  const { version } = await test.database.selectFrom('rating_cycle').select('version').where('id', '=', cycleId).executeTakeFirstOrThrow();
  const advance = new CycleAdvanceCommand(new UnitOfWork(test.orm, () => {}), [evaluationEffects(testSeal)]);
  must(await advance.run(viewerOf('approver', 'APPROVER'), { cycleId, to: 'DELIBERATION', version, reason: 'Sinov' }));
  return deliberation;
}
