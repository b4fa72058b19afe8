import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ListeningRight, rightOfEveryone } from '../../src/realtime/listening-right.js';
import { listen, request } from './support/listener.js';
import { Stage } from './support/stage.js';

describe('the right to listen', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterEach(() => stage.clear());
  afterAll(() => stage.close());

  it('tells nothing to who may not listen, and makes nothing active', async () => {
    const engine = stage.start();
    const stream = stage.newStream();
    const listener = listen(engine, request(stream, { authorise: async () => null }));
    expect(await listener.ended).toEqual({ code: 'REFUSED' });
    expect(listener.frames).toEqual([]);
    const { rows } = await sql`select 1 from rt_stream where key = ${stream}`.execute(stage.log.database);
    expect(rows).toEqual([]);
    expect(engine.health()).toMatchObject({ streams: 0, subscribers: 0 });
  });

  it('tells nothing from the event on that took the right away', async () => {
    const engine = stage.start();
    const stream = stage.newStream();
    let allowed = true;
    const listener = listen(engine, request(stream, { authorise: async () => (allowed ? rightOfEveryone : null), reauthoriseOn: ['revoked'] }));
    await listener.until(({ frames }) => frames.length === 2);
    engine.committed(await stage.append(stream, 1, 'revoked'));
    await listener.until(({ events }) => events.length === 1);
    allowed = false;
    engine.committed(await stage.append(stream));
    await listener.until(({ events }) => events.length === 2);
    engine.committed(await stage.append(stream, 1, 'revoked'));
    engine.committed(await stage.append(stream));
    expect(await listener.ended).toEqual({ code: 'REFUSED' });
    expect(listener.events.map((event) => event.seq)).toEqual([1, 2]);
  });

  it('ends in the quiet as well: no checkpoint comes after it', async () => {
    let allowed = true;
    const engine = stage.start({
      limits: { checkpoint: 40 },
      accessVersions: async () => new Map([['somebody', allowed ? '1' : '2']]),
    });
    const listener = listen(
      engine,
      request(stage.newStream(), { authorise: async () => (allowed ? rightOfEveryone : null), listener: 'somebody' }),
    );
    const checkpoints = (): number => listener.frames.filter(({ kind }) => kind === 'Checkpoint').length;
    await listener.until(() => checkpoints() > 0);
    allowed = false;
    const before = checkpoints();
    expect(await listener.ended).toEqual({ code: 'REFUSED' });
    expect(checkpoints()).toBe(before);
  });

  it('is not asked for in the quiet where nothing can end it', async () => {
    const engine = stage.start({ limits: { checkpoint: 40 } });
    let asked = 0;
    const authorise = async (): Promise<ListeningRight> => {
      asked += 1;
      return rightOfEveryone;
    };
    const listener = listen(engine, request(stage.newStream(), { authorise }));
    await listener.until(({ frames }) => frames.length === 2);
    const before = asked;
    await listener.until(({ frames }) => frames.filter(({ kind }) => kind === 'Checkpoint').length === 2);
    expect(asked).toBe(before);
  });

  it('gives no snapshot when the right went while it was read', async () => {
    const engine = stage.start();
    let allowed = true;
    const listener = listen(
      engine,
      request(stage.newStream(), {
        authorise: async () => (allowed ? rightOfEveryone : null),
        snapshot: async () => {
          allowed = false;
          return 'secret';
        },
      }),
    );
    expect(await listener.ended).toEqual({ code: 'REFUSED' });
    expect(listener.frames).toEqual([]);
  });
});
