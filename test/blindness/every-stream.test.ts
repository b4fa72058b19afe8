import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutProgress } from './support/bytes.js';
import { differences } from './support/differences.js';
import { type Frames, hear, type Heard, type Marking } from './support/hearing.js';
import { differingMarks, MarkingRater, type Marks } from '../support/marking.js';
import { heardAfter } from './support/regular-changes.js';
import { loggedStreams, otherStreams } from './support/streams.js';
import { others, theManager } from './support/viewers.js';
import { clientOf, openWorlds, type World, type Worlds } from './support/worlds.js';

/** The one stream of the others that may tell of marks, and only how many have submitted. */
const ofManager = `${theManager}: userStream`;

/** The keys of the raters' submissions. */
const keys = ['1', '2', '3'].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`);

/** How a stream is refused to whoever may not listen. */
const refusal = /"code":"(?:NOT_FOUND|UNAUTHENTICATED)"/;

let all: Worlds;
/** What was heard where nobody marked, where two did, and where the two said what the other had said. */
let silent: Heard;
let marked: Heard;
let swapped: Heard;

/** Drafts, changed drafts, marks in two parts, all marks, and marks anew: whatever a rater may do until the close. */
const marking =
  (own: Marks, others_: Marks): Marking =>
  async (world) => {
    const rater = (name: string): MarkingRater => new MarkingRater(clientOf(world, name), all.cycle, all.input.evidenceId);
    const [first, third] = [rater('rater1'), rater('rater3')];
    await first.save(others_);
    await first.save(own);
    await third.save(others_);
    await first.submit(keys.slice(0, 2));
    await third.submit(keys.slice(2));
    await first.save(others_);
    await first.submit();
  };

beforeAll(async () => {
  all = await openWorlds(3);
  const { some, other } = differingMarks();
  const [nobody, one, another] = all.worlds as [World, World, World];
  silent = await hear(all, nobody, async () => {});
  marked = await hear(all, one, marking(some, other));
  swapped = await hear(all, another, marking(other, some));
});

afterAll(() => all?.close());

/** As texts, to be compared: without the manager's own stream, and without the manager's "k of n submitted" in others. */
function texts(heard: Frames): ReadonlyMap<string, string> {
  const left = [...heard].filter(([name]) => name !== ofManager);
  return new Map(
    left.map(([name, frames]) => {
      const text = frames.join('\n');
      return [name, name.startsWith(theManager) ? withoutProgress(text) : text];
    }),
  );
}

interface ToldEvent {
  readonly type: string;
  readonly actor: object | null;
  readonly mutationId: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The events of the manager's own stream. */
function managerEvents(frames: Frames): readonly ToldEvent[] {
  return (frames.get(ofManager) ?? []).flatMap((frame) => {
    const { payload } = JSON.parse(frame) as { payload: { data: { userStream: { Events_events?: ToldEvent[] } } } };
    return payload.data.userStream.Events_events ?? [];
  });
}

const progressEvents = ({ throughout }: Heard) =>
  managerEvents(throughout).filter(({ type }) => type === 'SubmissionProgressed');

describe('before marks are revealed', () => {
  it('the others hear what they may of each stream, from its beginning to its end', () => {
    const heard = texts(silent.throughout);
    const streams = loggedStreams;
    expect(Object.keys(heardAfter).toSorted()).toEqual(streams.toSorted());
    // What presence tells is compared in a test of its own.
    expect(otherStreams).toEqual(['presenceStream']);
    expect(heard.size).toBe(others.length * streams.length - 1);
    const refused = [...heard].filter(([, text]) => refusal.test(text)).map(([name]) => name);
    expect(refused.toSorted()).toEqual([
      'chair-uz-an: ratingSessionStream',
      'rater4: evaluationStream',
      'rater4: ratingSessionStream',
      'secretary-uz-an: ratingSessionStream',
      'secretary-uz-bu: evaluationStream',
      'secretary-uz-bu: ratingSessionStream',
      'the public: evaluationStream',
      'the public: ratingCycleStream',
      'the public: ratingSessionStream',
      'the public: userStream',
    ]);
    for (const [stream, text] of Object.entries(heardAfter)) {
      const unheard = [...heard].filter(([name, told]) => name.endsWith(stream) && !told.includes(text));
      expect(unheard.map(([name]) => name).filter((name) => !refused.includes(name))).toEqual([]);
    }
  });

  it('streams tell the others the same bytes, whatever the marks, and whether there are any', () => {
    expect(differences(texts(silent.throughout), texts(marked.throughout))).toEqual({});
    expect(differences(texts(silent.throughout), texts(swapped.throughout))).toEqual({});
  });

  it('who comes back after the marks has missed nothing, and stands where they stood', () => {
    for (const [name, text] of texts(marked.resumed)) {
      const isMissed = !refusal.test(text) && !text.includes('"Ready_recovered":true,"Ready_replayed":0');
      expect([name, isMissed]).toEqual([name, false]);
    }
    expect(differences(texts(silent.resumed), texts(marked.resumed))).toEqual({});
    expect(differences(texts(silent.resumed), texts(swapped.resumed))).toEqual({});
  });

  it('the manager hears how many have submitted, and nothing of the marks', () => {
    expect(managerEvents(silent.throughout).map(({ type }) => type)).toEqual(['SessionRevoked']);
    expect(new Set(managerEvents(marked.throughout).map(({ type }) => type))).toEqual(
      new Set(['SubmissionProgressed', 'SessionRevoked']),
    );
    expect(managerEvents(swapped.throughout)).toEqual(managerEvents(marked.throughout));
    const told = progressEvents(marked).map(({ body: { SubmissionProgressed_submitted, ...body } }) =>
      withoutProgress(JSON.stringify({ ...body, submitted: typeof SubmissionProgressed_submitted })),
    );
    expect(new Set(told).size).toBe(1);
    expect(progressEvents(marked).at(-1)?.body).toMatchObject({ SubmissionProgressed_submitted: 2 });
  });

  it('a manager who comes back is told from the log what was told live, and the same bytes whatever the marks', () => {
    expect(managerEvents(marked.throughout)).toHaveLength(3);
    // An event tells the evaluation as it is when it is told; how many have submitted by then is the manager's to know.
    const told = (frames: Frames): string => withoutProgress(JSON.stringify(managerEvents(frames)));
    expect(told(marked.resumed)).toBe(told(marked.throughout));
    expect(marked.resumed.get(ofManager)).toEqual(swapped.resumed.get(ofManager));
    expect(JSON.stringify(marked.resumed.get(ofManager))).not.toContain(keys[0]);
  });

  it('the manager hears neither who has submitted nor under which key', () => {
    expect(progressEvents(marked).map(({ actor, mutationId }) => ({ actor, mutationId }))).toEqual(
      progressEvents(marked).map(() => ({ actor: null, mutationId: null })),
    );
  });

  it('the manager hears of it only when the number has changed, not of parts and of marks made anew', () => {
    expect(progressEvents(marked).map(({ body }) => body.SubmissionProgressed_submitted)).toEqual([1, 2]);
  });
});
