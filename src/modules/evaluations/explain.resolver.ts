import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { withRank } from '../../publication/rank-trace.js';
import { listOfTrace, traceOf, traceOfItem } from '../../publication/trace.js';
import { DependsOn } from '../../relay/depends-on.js';
import type { Context } from '../accounts/index.js';
import { EvaluationType } from '../cycles/index.js';
import { type MethodologyBody, methodologyVersionById } from '../methodologies/index.js';
import { type CouncilPointsRow, pointsOfCycle } from './explain.loader.js';
import { type ItemRow, itemsOfEvaluation, ratersOf } from './item.loader.js';
import { EvaluationItemType, factsOf } from './item.type.js';
import { mayReadOfficial, mayReadRank, mayReadTotal, type OfficialFacts } from './mark.policy.js';
import { TracedFigureType } from './traced-figure.type.js';
import { tracedItem } from './traced-item.js';

/** How the points of an item came about, from the moment when they are official. */
@Resolver(() => EvaluationItemType)
export class EvaluationItemExplainResolver {
  @DependsOn('AUDIENCE')
  @FieldResolver(() => [TracedFigureType], {
    nullable: true,
    description:
      'How its official points came about: the points by their rule, then what they were before an appeal or a correction, the measured value, and the marks that count for whoever may see them in `scores`. Null where `official` is.',
  })
  async explain(@Root() { row }: EvaluationItemType, @Ctx() context: Context): Promise<readonly TracedFigureType[] | null> {
    const item = factsOf(row, await context.loaders.of(ratersOf).load(row.evaluation_id));
    if (!mayReadOfficial(context.viewer, item)) {
      return null;
    }
    const [methodology, traced] = await Promise.all([methodologyOf(row, context), tracedItem(row, item, context)]);
    const trace = methodology && traceOfItem(methodology.body, methodology.hash, traced);
    return trace && listOfTrace(trace);
  }
}

/** How the figures of a council came about, before its table is published and after. */
@Resolver(() => EvaluationType)
export class EvaluationExplainResolver {
  // No `@DependsOn`: the rank hangs on what the viewer may see of all other councils, which no audience of one tells.
  @FieldResolver(() => [TracedFigureType], {
    nullable: true,
    description:
      'How its figures came about: the whole first, each figure before what it was made of, down to the marks that count for whoever may see them. It begins with the rank from the preliminary result on for whoever may see the official points of all councils of the cycle, else with the number that is published. Null until the viewer may see the official points of all its items.',
  })
  async explain(@Root() evaluation: EvaluationType, @Ctx() context: Context): Promise<readonly TracedFigureType[] | null> {
    const { viewer, loaders } = context;
    const [rows, raters] = await Promise.all([
      loaders.of(itemsOfEvaluation).load(evaluation.evaluationId),
      loaders.of(ratersOf).load(evaluation.evaluationId),
    ]);
    const facts = rows.map((row) => ({ row, item: factsOf(row, raters) }));
    const [first] = rows;
    if (!first || !mayReadTotal(viewer, facts.map(({ item }) => item))) {
      return null;
    }
    const [methodology, councils, items] = await Promise.all([
      methodologyOf(first, context),
      loaders.of(pointsOfCycle).load(evaluation.cycleId),
      Promise.all(facts.map(({ row, item }) => tracedItem(row, item, context))),
    ]);
    const { code, name } = evaluation.snapshot;
    const trace = methodology && traceOf(methodology.body, methodology.hash, { code, name, items });
    if (!trace) {
      return null;
    }
    return listOfTrace(mayReadRank(viewer, councils.flatMap(factsOfPoints)) ? withRank(methodology.body, councils, code, trace) : trace);
  }
}

/** The approved text that the cycle of an item is bound to. */
async function methodologyOf({ methodology_version_id: id }: ItemRow, { loaders }: Context): Promise<{ readonly body: MethodologyBody; readonly hash: string } | null> {
  const version = await loaders.of(methodologyVersionById).load(id);
  return version?.content_hash ? { body: version.body, hash: version.content_hash } : null;
}

/** What decides who sees the points of a council. */
function factsOfPoints(council: CouncilPointsRow): readonly OfficialFacts[] {
  const { evaluation_id: evaluationId, council_id: councilId, cycle_state: cycleState, rater_ids: raterIds } = council;
  return council.items.map(({ state }) => ({ state, evaluationId, councilId, cycleState, raterIds }));
}
