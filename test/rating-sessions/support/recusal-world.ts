import { demonstrationAccountId } from '../../../src/cli/demonstration/people.js';
import { UnitOfWork } from '../../../src/database/unit-of-work.js';
import { CycleAdvanceCommand, type RatingCycleState } from '../../../src/modules/cycles/index.js';
import { evaluationEffects } from '../../../src/modules/evaluations/index.js';
import { RecuseCommand } from '../../../src/modules/rating-sessions/index.js';
import { decodeNodeIdOf } from '../../../src/relay/nodes/node-id.js';
import type { TestDatabase } from '../../support/database.js';
import { JointRating } from '../../support/joint-rating.js';
import { viewerOf } from '../../support/scoring.js';
import { testSeal } from '../../support/seal.js';
import { must, openJointCycle } from './joint-cycle.js';

/** The raters of every council of the world. */
export const five = ['rater1', 'rater2', 'rater3', 'rater4', 'rater5'] as const;

const rowsOf = (type: string, ids: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...ids].map(([name, id]) => [name, decodeNodeIdOf(type, id) ?? '']));

/** A cycle of some councils that five raters rate, in which some of them leave. Ids are those of rows. */
export class RecusalWorld {
  readonly joint: JointRating;

  private constructor(
    readonly test: TestDatabase,
    readonly cycleId: string,
    /** By the council's code. */
    readonly evaluations: ReadonlyMap<string, string>,
    /** Of evaluation items, by the council's code and that of the indicator. */
    readonly items: ReadonlyMap<string, string>,
  ) {
    this.joint = new JointRating(test);
  }

  /** Opens the cycle for individual marks. */
  static async open(test: TestDatabase, councils: readonly string[]): Promise<RecusalWorld> {
    const { cycleId, evaluations, items } = await openJointCycle(test, councils, five);
    return new RecusalWorld(test, decodeNodeIdOf('RatingCycle', cycleId) ?? '', rowsOf('Evaluation', evaluations), rowsOf('EvaluationItem', items));
  }

  item(place: string): string {
    const id = this.items.get(place);
    if (id === undefined) {
      throw new Error(`no item ${place}`);
    }
    return id;
  }

  /** Takes the cycle on, guards of numbers aside. Answers the faults, as codes and parameters. */
  async advance(to: RatingCycleState, name = 'approver', reason: string | null = 'Sinov uchun') {
    const { version } = await this.test.database.selectFrom('rating_cycle').select('version').where('id', '=', this.cycleId).executeTakeFirstOrThrow();
    const advance = new CycleAdvanceCommand(this.#unitOfWork, [evaluationEffects(testSeal)]);
    const viewer = viewerOf(name, name === 'manager' ? 'CYCLE_MANAGER' : 'APPROVER');
    const outcome = await advance.run(viewer, { cycleId: this.cycleId, to, version, reason });
    return outcome.ok ? [] : outcome.faults.map(({ code, parameters }) => ({ code, ...parameters }));
  }

  /** Opens a session over one council, with all who rate it. */
  async openSession(council: string, raters: readonly string[] = five): Promise<string> {
    const sessionId = await this.joint.schedule(this.cycleId, {}, [this.evaluations.get(council) ?? '']);
    await this.joint.checkIn(sessionId, ...raters);
    await this.joint.open(sessionId);
    return sessionId;
  }

  async recuse(name: string, council: string): Promise<void> {
    const evaluationId = this.evaluations.get(council) ?? '';
    must(await new RecuseCommand(this.#unitOfWork).run(viewerOf(name, 'RATER'), { evaluationId, kind: 'FAMILY' }));
  }

  /** The states of all marks of an item in a round, by the names of their raters. */
  async states(itemId: string, round: number): Promise<Readonly<Record<string, string>>> {
    const rows = await this.test.database
      .selectFrom('score')
      .innerJoin('rater_assignment', 'rater_assignment.id', 'score.assignment_id')
      .select(['score.state', 'rater_assignment.rater_id'])
      .where('score.item_id', '=', itemId)
      .where('score.round', '=', round)
      .execute();
    const nameOf = new Map<string, string>(five.map((name) => [demonstrationAccountId(name), name]));
    return Object.fromEntries(rows.map(({ rater_id, state }) => [nameOf.get(rater_id) ?? '', state]));
  }

  get #unitOfWork(): UnitOfWork {
    return new UnitOfWork(this.test.orm, () => {});
  }
}
