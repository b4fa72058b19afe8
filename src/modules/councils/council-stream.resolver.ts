import { Arg, Args, Field, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import { Loaders } from '../../database/loaders.js';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import { frameUnion } from '../../relay/frames/frames.js';
import { CursorScalar } from '../../relay/scalars.js';
import type { StreamDefinition } from '../../relay/frames/stream-definition.js';
import { StreamArguments } from '../../relay/frames/stream-arguments.js';
import { StreamSource } from '../../relay/frames/stream-source.js';
import type { StreamEngine } from '../../realtime/stream-engine.js';
import type { Context } from '../accounts/index.js';
import { councilById } from './council.loader.js';
import { councilStreamKey } from './council.stream.js';
import { CouncilType, toCouncil } from './council.type.js';
import { councilRightEvents, readCouncilRight } from './stream-right.js';

/** The snapshot of a council's stream. */
@ObjectType('CouncilSnapshot', {
  description: 'A council as it was at the cursor. It replaces what the client holds.',
  simpleResolvers: true,
})
export class CouncilSnapshot {
  @Field(() => CursorScalar, { description: 'Where the stream stood when the council was read.' })
  readonly cursor!: string;

  @Field(() => CouncilType, { description: 'The council.' })
  readonly council!: CouncilType;
}

const CouncilStreamFrame = frameUnion('CouncilStreamFrame', CouncilSnapshot);

/** Makes the class with `councilStream`, over an engine. */
export function createCouncilStreamResolver(engine: StreamEngine) {
  @Resolver()
  class CouncilStreamResolver {
    @Subscription(() => CouncilStreamFrame, {
      description: 'What happens to a council: its card and its appointments. Everyone may listen.',
      subscribe: ({ args, context }) => {
        const { councilId, ...stream } = args as CouncilStreamArguments;
        return new StreamSource(engine, councilStreams, decodeNodeIdOf('Council', councilId), context as Context, stream);
      },
    })
    councilStream(
      @Root() frame: object,
      @Arg('councilId', () => ID, { description: 'The council.' }) _councilId: string,
      @Args(() => StreamArguments) _stream: StreamArguments,
    ): object {
      return frame;
    }
  }
  return CouncilStreamResolver;
}

type CouncilStreamArguments = StreamArguments & { readonly councilId: string };

const councilStreams: StreamDefinition<Context> = {
  key: councilStreamKey,
  rightEvents: councilRightEvents,
  readRight: readCouncilRight,
  readSnapshot: async (id, _context, database) => {
    const row = id === null ? null : await new Loaders(database).of(councilById).load(id);
    return row && { council: toCouncil(row) };
  },
};
