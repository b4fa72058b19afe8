import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { noId } from '../../database/stable-id.js';
import { ConnectionArguments, connectionOf, type ConnectionValue } from '../../relay/connections/connection.js';
import { countRows, page } from '../../relay/connections/keyset.js';
import type { NoteSigner } from '../../ledger/note/index.js';
import { inclusionPromise, signReceipt } from '../../ledger/receipt.js';
import type { Seal } from '../../ledger/seal.js';
import { DependsOn } from '../../relay/depends-on.js';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import { Permission } from '../../relay/viewer-permission.js';
import { type Context, permission } from '../accounts/index.js';
import {
  EvaluationConnection,
  evaluationOrdering,
  evaluationRows,
  EvaluationType,
  evaluationVisible,
  type RaterAssignmentState,
  readEvaluation,
  toEvaluation,
} from '../cycles/index.js';
import type { EvaluationItemState } from './evaluation-item.entity.js';
import { EvaluationWhere } from './evaluation.inputs.js';
import {
  ratersOf,
  draftOf,
  itemById,
  itemsOfEvaluation,
  measurementOfItem,
  progressOf,
  scoresOfItem,
  selfAssessmentOfItem,
} from './item.loader.js';
import {
  evaluationItemStateEnum,
  EvaluationItemType,
  factsOf,
  factsOfMark,
  MeasurementType,
  OfficialPointsType,
  SelfAssessmentType,
  SubmissionProgressType,
  toItem,
  toMeasurement,
  toOfficialPoints,
  toSelfAssessment,
} from './item.type.js';
import {
  type ItemFacts,
  mayAssessOwn,
  mayMark,
  mayMeasure,
  mayReadCourse,
  mayReadMark,
  mayReadOfficial,
  mayReadProgress,
  mayReadRevealed,
  mayReadSelfAssessment,
  mayReadSomeMark,
  mayReadWithheld,
  wasRevealed,
} from './mark.policy.js';
import { ScoreDraftType, ScoreType, toDraft, toScore, toWithheld } from './score.type.js';

/** Reads of evaluations, and of their items. */
@Resolver(() => EvaluationType)
export class EvaluationItemsResolver {
  @Query(() => EvaluationConnection, { description: "Evaluations that the viewer may see, by the council's name." })
  async evaluations(
    @Args(() => ConnectionArguments) pageArguments: ConnectionArguments,
    @Arg('where', () => EvaluationWhere, { nullable: true, description: 'Which ones.' }) where: EvaluationWhere | null,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<EvaluationType>> {
    let query = evaluationRows(context.database).where(evaluationVisible(context.viewer));
    if (typeof where?.ratingCycleId === 'string') {
      const cycleId = decodeNodeIdOf('RatingCycle', where.ratingCycleId) ?? noId;
      query = query.where('evaluation.cycle_id', '=', cycleId);
    }
    if (typeof where?.councilCode === 'string') {
      const code = where.councilCode;
      query = query.where('evaluation.council_id', 'in', (eb) =>
        eb.selectFrom('council').select('council.id').where('council.code', '=', code),
      );
    }
    if (where?.state) {
      query = query.where('evaluation.state', '=', where.state);
    }
    const found = await page(query, evaluationOrdering, pageArguments);
    return connectionOf({ ...found, rows: found.rows.map(toEvaluation) }, () => countRows(query));
  }

  @Query(() => EvaluationType, { nullable: true, description: 'An evaluation by its id; null when unknown or hidden.' })
  evaluation(
    @Arg('id', () => ID, { description: 'The id of the evaluation.' }) id: string,
    @Ctx() context: Context,
  ): Promise<EvaluationType | null> {
    return readEvaluation(decodeNodeIdOf('Evaluation', id), context);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => [EvaluationItemType], {
    description: 'Its items: one for each indicator, in their order. None while the cycle is planned: they are made when evidence opens.',
  })
  async items(@Root() evaluation: EvaluationType, @Ctx() context: Context): Promise<EvaluationItemType[]> {
    return (await context.loaders.of(itemsOfEvaluation).load(evaluation.evaluationId)).map(toItem);
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => SubmissionProgressType, {
    nullable: true,
    description: 'How far the marking has come, of three raters or more. For the cycle manager alone; null for others.',
  })
  async submissionProgress(
    @Root() evaluation: EvaluationType,
    @Ctx() context: Context,
  ): Promise<SubmissionProgressType | null> {
    // Asked only of those who may know it: others cost no query and learn no time.
    const { evaluationId, councilId } = evaluation;
    if (!mayReadProgress(context.viewer, { evaluationId, councilId }, 3)) {
      return null;
    }
    const progress = await context.loaders.of(progressOf).load(evaluationId);
    return mayReadProgress(context.viewer, { evaluationId, councilId }, progress.remaining) ? progress : null;
  }
}

/** Reads within an item, each through the one rule of what a viewer may see of it. */
@Resolver(() => EvaluationItemType)
export class EvaluationItemResolver {
  constructor(private readonly seal: Seal) {}

  @DependsOn('AUDIENCE')
  @FieldResolver(() => evaluationItemStateEnum, {
    description: 'Where it stands. The council is not told that a session has decided it before the preliminary result.',
  })
  async state(@Root() { row }: EvaluationItemType, @Ctx() context: Context): Promise<EvaluationItemState> {
    return row.state === 'OFFICIAL' && !(await seesCourse(row, context)) ? 'REVEALED' : row.state;
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'The round that takes marks: 0 for the individual marks, 1 and more in a joint session, of which the council is not told; null while none does. It is part of every commitment.',
  })
  async openRound(@Root() { row }: EvaluationItemType, @Ctx() context: Context): Promise<number | null> {
    return (row.open_round ?? 0) > 0 && !(await seesCourse(row, context)) ? null : row.open_round;
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => Date, {
    nullable: true,
    description:
      "When the open round of a session ends by itself, by the database's clock; null without one, while the session is suspended, and for the council.",
  })
  async roundClosesAt(@Root() { row }: EvaluationItemType, @Ctx() context: Context): Promise<Date | null> {
    return row.round_closes_at !== null && !(await seesCourse(row, context)) ? null : row.round_closes_at;
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => OfficialPointsType, {
    nullable: true,
    description: 'The official points; null until they are fixed, and for the council until the preliminary result.',
  })
  async official(@Root() { row }: EvaluationItemType, @Ctx() context: Context): Promise<OfficialPointsType | null> {
    return mayReadOfficial(context.viewer, await facts(row, context)) ? toOfficialPoints(row) : null;
  }

  @FieldResolver(() => [ScoreType], {
    description: "The marks that the viewer may see: one's own; all of them once revealed, for raters, facilitators and auditors, those whose rater has left as WITHHELD; then those that were replaced, for auditors.",
  })
  async scores(@Root() { row }: EvaluationItemType, @Ctx() context: Context): Promise<ScoreType[]> {
    const item = await facts(row, context);
    if (!mayReadSomeMark(context.viewer, item)) {
      return [];
    }
    const scores = await scoresOf(row.id, context);
    return scores
      .filter((score) => mayReadMark(context.viewer, item, factsOfMark(score)))
      .map((score) =>
        score.state === 'VOID' && !mayReadWithheld(context.viewer, item) ? toWithheld(score) : toScore(score, this.seal, context.viewer.accountId),
      );
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How many raters have left after they had submitted a mark on the item, so that it counts for nothing. Null until the marks are revealed, and for those who do not see them.',
  })
  async withheld(@Root() { row }: EvaluationItemType, @Ctx() context: Context): Promise<number | null> {
    if (!mayReadRevealed(context.viewer, await facts(row, context))) {
      return null;
    }
    const scores = await scoresOf(row.id, context);
    // Who has marked in a round that was not revealed is nobody's to know; and one that was given up voids all marks of it.
    const withheld = scores.filter((score) => score.state === 'VOID' && wasRevealed(factsOfMark(score)) && left.has(score.assignment_state));
    return new Set(withheld.map(({ rater_id }) => rater_id)).size;
  }

  @FieldResolver(() => ScoreDraftType, { nullable: true, description: "The viewer's own draft; null without one." })
  async draft(@Root() { row }: EvaluationItemType, @Ctx() context: Context): Promise<ScoreDraftType | null> {
    const { accountId } = context.viewer;
    const draft = accountId === null ? null : await context.loaders.of(draftOf).load({ itemId: row.id, raterId: accountId });
    return draft && toDraft(draft, this.seal);
  }

  @FieldResolver(() => SelfAssessmentType, {
    nullable: true,
    description: 'What the council claims; hidden from a rater until that rater has submitted a mark on the item.',
  })
  async selfAssessment(@Root() { row }: EvaluationItemType, @Ctx() context: Context): Promise<SelfAssessmentType | null> {
    const { viewer, loaders } = context;
    const item = await facts(row, context);
    const scores = mayReadSomeMark(viewer, item) ? await scoresOf(row.id, context) : [];
    const hasSubmitted = scores.some(({ rater_id, state }) => rater_id === viewer.accountId && state !== 'VOID');
    if (!mayReadSelfAssessment(viewer, item, hasSubmitted)) {
      return null;
    }
    const found = await loaders.of(selfAssessmentOfItem).load(row.id);
    return found && toSelfAssessment(found);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => MeasurementType, { nullable: true, description: 'The newest measured value; null without one.' })
  async measurement(@Root() { row }: EvaluationItemType, @Ctx() context: Context): Promise<MeasurementType | null> {
    const found = await context.loaders.of(measurementOfItem).load(row.id);
    return found && toMeasurement(found);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may claim points for the council by `selfAssessmentSave` now.' })
  async viewerCanSelfAssess(@Root() { row }: EvaluationItemType, @Ctx() context: Context): Promise<Permission> {
    return permission(mayAssessOwn(context.viewer, await facts(row, context)), context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may record a measured value by `measurementRecord` now.' })
  async viewerCanMeasure(@Root() { row }: EvaluationItemType, @Ctx() context: Context): Promise<Permission> {
    return permission(mayMeasure(context.viewer, await facts(row, context)), context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may mark the item now.' })
  async viewerCanMark(@Root() { row }: EvaluationItemType, @Ctx() context: Context): Promise<Permission> {
    return permission(mayMark(context.viewer, await facts(row, context)), context);
  }
}

/** The states of an assignment that a rater has left. */
const left: ReadonlySet<RaterAssignmentState> = new Set(['RECUSED', 'CONFLICTED', 'REPLACED']);

const scoresOf = (itemId: string, { loaders, viewer }: Context) =>
  loaders.of(scoresOfItem).load({ itemId, raterId: viewer.accountId });

/** Reads within a mark. */
@Resolver(() => ScoreType)
export class ScoreResolver {
  constructor(private readonly signer: NoteSigner) {}

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The server's receipt for the viewer's own mark: a signed note (C2SP signed-note) of five lines, kengash/receipt/1, the name of the ledger, the commitment, when it came in, and by when it is in the ledger (both in seconds since 1970). It is entered when its round is opened, or where that was given up when the next one is or the item is decided, so that the ledger does not tell how many marks are hidden. Keep it: with `inclusionProof` it shows whether the promise was kept. Null of the marks of others.",
  })
  receipt(@Root() { isOwn, commitmentHash: commitment, committedAt, round }: ScoreType): string | null {
    const submittedAt = Math.floor(committedAt.getTime() / 1_000);
    const includedBy = submittedAt + (round === 0 ? inclusionPromise.individual : inclusionPromise.inSession);
    return isOwn ? signReceipt({ commitment, submittedAt, includedBy }, this.signer) : null;
  }
}

async function seesCourse(row: EvaluationItemType['row'], context: Context): Promise<boolean> {
  return mayReadCourse(context.viewer, await facts(row, context));
}

async function facts(row: EvaluationItemType['row'], context: Context): Promise<ItemFacts> {
  return factsOf(row, await context.loaders.of(ratersOf).load(row.evaluation_id));
}

/** An item of an evaluation that the viewer may see, or null. */
export async function readItem(id: string | null, context: Context): Promise<EvaluationItemType | null> {
  const row = id === null ? null : await context.loaders.of(itemById).load(id);
  return row && (await readEvaluation(row.evaluation_id, context)) ? toItem(row) : null;
}
