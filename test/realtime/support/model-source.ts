import { everyEvent } from '../../../src/realtime/event-filter.js';
import type { FeedSource } from '../../../src/realtime/fan-out/feed.js';
import type { Frame } from '../../../src/realtime/frame.js';
import { rightOfEveryone } from '../../../src/realtime/listening-right.js';
import type { ModelLog } from './model-log.js';

type State = readonly string[];

/** What the public asks of stream `a`: all of it, from a state on, each frame as it is. */
export const modelSource = (log: ModelLog): FeedSource<State, Frame<State>> => ({
  stream: 'a',
  after: null,
  onGap: 'SNAPSHOT',
  filter: everyEvent,
  isPersonal: false,
  sharesSnapshots: false,
  listener: null,
  mayChangeRight: () => false,
  authorise: async () => rightOfEveryone,
  snapshot: () => log.snapshot('a'),
  render: async (frame) => frame,
});
