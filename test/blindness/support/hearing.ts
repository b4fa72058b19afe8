import { changeAfter, changeBefore, heardAfter, heardBefore } from './regular-changes.js';
import { SocketListener } from './socket-listener.js';
import { cursorOf, subscriptions } from './streams.js';
import { clientOf, type World, type Worlds } from './worlds.js';

/** Messages by `viewer: stream`, in their order. */
export type Frames = ReadonlyMap<string, readonly string[]>;

/** Everything that the others heard in a world. */
export interface Heard {
  readonly throughout: Frames;
  /** By those who came back after the marks, to another server, with the cursor of before: told from the log alone. */
  readonly resumed: Frames;
}

/** What raters do in a world. */
export type Marking = (world: World) => Promise<void>;

type Listeners = ReadonlyMap<string, SocketListener>;

function untilAll(listeners: Listeners, texts: Readonly<Record<string, string>>): Promise<unknown> {
  return Promise.all([...listeners.values()].map((listener) => listener.until(texts)));
}

/**
 * Listens to every stream as each of the others, from before the marks until after them. What comes last in each stream
 * comes from elsewhere, so that nothing has to be waited for that never comes.
 */
export async function hear(worlds: Worlds, world: World, mark: Marking): Promise<Heard> {
  const asked = subscriptions(worlds);
  const listenAll = async (at: Pick<World, 'clients'>, after: Frames): Promise<Listeners> => {
    const opened = worlds.scene.viewers.map(async (viewer) => {
      const listener = await SocketListener.open(clientOf(at, viewer));
      for (const [stream, { query, variables }] of asked) {
        const cursor = cursorOf(after.get(`${viewer}: ${stream}`)?.at(-1));
        listener.listen(stream, query, { ...variables, after: cursor });
      }
      return [viewer, listener] as const;
    });
    return new Map(await Promise.all(opened));
  };
  const framesOf = (listeners: Listeners): Frames =>
    new Map(
      [...listeners].flatMap(([viewer, listener]) =>
        [...asked.keys()].map((stream) => [`${viewer}: ${stream}`, [...listener.frames(stream)]] as const),
      ),
    );
  const inEveryStream = (text: string) => Object.fromEntries([...asked.keys()].map((stream) => [stream, text]));

  const listeners = await listenAll(world, new Map());
  await untilAll(listeners, inEveryStream('Snapshot_cursor'));
  await changeBefore(world, worlds);
  await untilAll(listeners, heardBefore);
  const before = framesOf(listeners);
  await mark(world);
  const beside = await world.beside();
  const again = await listenAll(beside, before);
  await untilAll(again, inEveryStream('Ready_cursor'));
  await changeAfter(world, worlds);
  await Promise.all([untilAll(listeners, heardAfter), untilAll(again, heardAfter)]);
  const heard = { throughout: framesOf(listeners), resumed: framesOf(again) };
  for (const listener of [...listeners.values(), ...again.values()]) {
    listener.close();
  }
  await beside.close();
  return heard;
}
