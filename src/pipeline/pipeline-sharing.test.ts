import { buildSchema, type GraphQLObjectType } from 'graphql';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { Pipeline } from './pipeline.js';

/** A server whose one subscription gives the same frames to everybody, and counts how often a frame is looked at. */
function server() {
  const schema = buildSchema(`
    type Frame { people: Int! mine: String }
    type Query { nothing: Int }
    type Subscription { frames(state: String): Frame! }
  `);
  const frames = [{ people: 1 }, { people: 2 }];
  const counts = { frames: 0 };
  const root = (schema.getSubscriptionType() as GraphQLObjectType).getFields()['frames'];
  const mine = (schema.getType('Frame') as GraphQLObjectType).getFields()['mine'];
  if (!root || !mine) {
    throw new Error('the schema has other fields');
  }
  root.subscribe = async function* () {
    yield* frames;
  };
  root.resolve = (frame: object) => {
    counts.frames += 1;
    return frame;
  };
  mine.resolve = (_frame, _args, { name }: { name: string }) => name;
  const pipeline = new Pipeline({ schema, logger: pino({ level: 'silent' }) });
  const listen = async (name: string, selection: string): Promise<unknown[]> => {
    const admission = await pipeline.admit({
      source: `subscription ($state: String) { frames(state: $state) { ${selection} } }`,
      operationName: null,
      variables: { state: `what ${name} says` },
      contextValue: { name },
      requestId: name,
      locale: 'en',
      principal: name,
      address: '127.0.0.1',
      carries: 'ALL',
      abort: new AbortController(),
    });
    if (!admission.admitted) {
      return [admission.refusal];
    }
    const started = await pipeline.subscribe(admission.operation);
    if ('body' in started) {
      return [started.body];
    }
    const told: unknown[] = [];
    for await (const { data } of started) {
      told.push(data?.['frames']);
    }
    return told;
  };
  return { counts, listen };
}

const names = Array.from({ length: 20 }, (_, n) => `person ${n}`);

describe('a frame that is given to many subscribers', () => {
  it('is executed once for all who ask for the same, whatever they asked its source for', async () => {
    const { counts, listen } = server();
    const told = await Promise.all(names.map((name) => listen(name, 'people')));
    expect(told).toEqual(names.map(() => [{ people: 1 }, { people: 2 }]));
    expect(counts.frames).toBe(2);
  });

  it('is executed for each where anything in it depends on who asks', async () => {
    const { counts, listen } = server();
    const told = await Promise.all(names.map((name) => listen(name, 'people mine')));
    expect(told).toEqual(names.map((mine) => [{ people: 1, mine }, { people: 2, mine }]));
    expect(counts.frames).toBe(2 * names.length);
  });
});
