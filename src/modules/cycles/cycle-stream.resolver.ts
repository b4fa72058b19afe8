import { Arg, Args, Field, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import { Loaders } from '../../database/loaders.js';
import type { Database } from '../../database/tables.js';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import { frameUnion } from '../../relay/frames/frames.js';
import { CursorScalar } from '../../relay/scalars.js';
import type { StreamDefinition } from '../../relay/frames/stream-definition.js';
import { StreamArguments } from '../../relay/frames/stream-arguments.js';
import { StreamSource } from '../../relay/frames/stream-source.js';
import type { StreamEngine } from '../../realtime/stream-engine.js';
import type { Context } from '../accounts/index.js';
import { readCycle, readEvaluation } from './cycle.resolver.js';
import { cycleStreamKey, evaluationStreamKey } from './cycle.stream.js';
import { RatingCycleType } from './cycle.type.js';
import { EvaluationType } from './evaluation.type.js';
import { cycleRightEvents, evaluationRightEvents, readCycleRight, readEvaluationRight } from './stream-right.js';

/** The snapshot of a cycle's stream. */
@ObjectType('RatingCycleSnapshot', {
  description: 'A cycle as it was at the cursor. It replaces what the client holds.',
  simpleResolvers: true,
})
export class RatingCycleSnapshot {
  @Field(() => CursorScalar, { description: 'Where the stream stood when the cycle was read.' })
  readonly cursor!: string;

  @Field(() => RatingCycleType, { description: 'The cycle.' })
  readonly ratingCycle!: RatingCycleType;
}

/** The snapshot of an evaluation's stream. */
@ObjectType('EvaluationSnapshot', {
  description: 'An evaluation as it was at the cursor. It replaces what the client holds.',
  simpleResolvers: true,
})
export class EvaluationSnapshot {
  @Field(() => CursorScalar, { description: 'Where the stream stood when the evaluation was read.' })
  readonly cursor!: string;

  @Field(() => EvaluationType, { description: 'The evaluation.' })
  readonly evaluation!: EvaluationType;
}

const RatingCycleStreamFrame = frameUnion('RatingCycleStreamFrame', RatingCycleSnapshot);
const EvaluationStreamFrame = frameUnion('EvaluationStreamFrame', EvaluationSnapshot);

/** Makes the class with `ratingCycleStream` and `evaluationStream`, over an engine. */
export function createCycleStreamResolver(engine: StreamEngine) {
  @Resolver()
  class CycleStreamResolver {
    @Subscription(() => RatingCycleStreamFrame, {
      description: 'What happens to a cycle, coarsely: its steps and its publication. For whoever may see the cycle.',
      subscribe: ({ args, context }) => {
        const { ratingCycleId, ...stream } = args as CycleArguments;
        const id = decodeNodeIdOf('RatingCycle', ratingCycleId);
        return new StreamSource(engine, cycleStreams, id, context as Context, stream);
      },
    })
    ratingCycleStream(
      @Root() frame: object,
      @Arg('ratingCycleId', () => ID, { description: 'The cycle.' }) _ratingCycleId: string,
      @Args(() => StreamArguments) _stream: StreamArguments,
    ): object {
      return frame;
    }

    @Subscription(() => EvaluationStreamFrame, {
      description:
        'What happens to an evaluation: steps, evidence, the reveal. Nothing about a blind mark. For whoever may see it.',
      subscribe: ({ args, context }) => {
        const { evaluationId, ...stream } = args as EvaluationArguments;
        const id = decodeNodeIdOf('Evaluation', evaluationId);
        return new StreamSource(engine, evaluationStreams, id, context as Context, stream);
      },
    })
    evaluationStream(
      @Root() frame: object,
      @Arg('evaluationId', () => ID, { description: 'The evaluation.' }) _evaluationId: string,
      @Args(() => StreamArguments) _stream: StreamArguments,
    ): object {
      return frame;
    }
  }
  return CycleStreamResolver;
}

type CycleArguments = StreamArguments & { readonly ratingCycleId: string };
type EvaluationArguments = StreamArguments & { readonly evaluationId: string };

/** The context, reading from another database and with nothing remembered. */
function reading(context: Context, database: Database): Context {
  return { ...context, database, loaders: new Loaders(database) };
}

const cycleStreams: StreamDefinition<Context> = {
  key: cycleStreamKey,
  rightEvents: cycleRightEvents,
  readRight: readCycleRight,
  readSnapshot: async (id, context, database) => ({ ratingCycle: await readCycle(id, reading(context, database)) }),
};

const evaluationStreams: StreamDefinition<Context> = {
  key: evaluationStreamKey,
  rightEvents: evaluationRightEvents,
  readRight: readEvaluationRight,
  readSnapshot: async (id, context, database) => ({ evaluation: await readEvaluation(id, reading(context, database)) }),
};
