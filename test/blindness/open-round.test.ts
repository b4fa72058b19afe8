import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordSql, type SqlRecorder } from '../golden/support/record-sql.js';
import { answerBytes, withoutLease } from './support/bytes.js';
import { differences } from './support/differences.js';
import { belated, moments, roundRatersOf, type RoundRaters } from './support/round-raters.js';
import { roundRefusals } from './support/round-refusals.js';
import { type Asked, counted, type RoundViews, roundViewsOf } from './support/round-views.js';
import { openRound } from './support/scenes.js';
import { schema } from './support/schema-query.js';
import { onlookers, theFacilitator, theManager } from './support/viewers.js';
import { rootFieldQueries } from './support/views.js';
import { clientOf, openWorlds, type World, type Worlds } from './support/worlds.js';

/** The name of the view of refused operations. */
const refusals = 'what is refused';

let recorder: SqlRecorder;
let all: Worlds;
let rootFields: ReadonlyMap<string, Asked>;
/** What is asked besides while the round is open. */
let rest: readonly (readonly [string, Asked])[];
/** What was answered before anybody had marked. */
let before: RoundViews;

const asked = (more: readonly (readonly [string, Asked])[] = []): ReadonlyMap<string, Asked> => new Map([...rootFields, ...more]);

const views = (world: World, questions: ReadonlyMap<string, Asked>): Promise<RoundViews> =>
  roundViewsOf(world, onlookers, questions, recorder);

const viewsOfBoth = (questions: ReadonlyMap<string, Asked>): Promise<readonly RoundViews[]> =>
  Promise.all(all.worlds.map((world) => views(world, questions)));

/** Whoever leads and managers may know "k of n have responded": of them only the worlds are compared, in which k is the same. */
const mayKnowProgress = (name: string): boolean => [theFacilitator, theManager].some((viewer) => name.startsWith(`${viewer}: `));

const withoutProgress = (texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...texts].filter(([name]) => !mayKnowProgress(name)));

/** What an item and its open round tell, no more. */
const itemAlone = `query ($id: ID!) { node(id: $id) { ... on RatingSessionItem { state
  rounds { number state roll { marked passed } progress { responded entitled } summary { marks median } marks { rater points } }
  evaluationItem { state openRound withheld draft { points } scores { rater round state points } viewerCanMark { allowed code } } } } }`;

/** These hold the clock and the salt of what was entered; the ledger itself is compared by what it says. */
const hashed = ['checkpoint', 'consistencyProof', 'ledgerEntries'];

const withoutClocks = (texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...texts].filter(([name]) => !hashed.includes(name.split(': ')[1] ?? '')).map(([name, text]) => [name, withoutLease(text)]));

/** Each world does its part. */
const inBoth = (one: (raters: RoundRaters) => Promise<unknown>, other = one): Promise<unknown> =>
  Promise.all(all.worlds.map((world, at) => (at === 0 ? one : other)(roundRatersOf(all, world))));

beforeAll(async () => {
  // First of all: a connection may keep the driver's methods as they were when it was opened.
  recorder = recordSql();
  all = await openWorlds(2, openRound);
  // What they do by themselves would stand between the statements that are counted.
  await Promise.all(all.worlds.map((world) => world.quiet()));
  const queries = await rootFieldQueries(all, true);
  rootFields = new Map([...queries].map(([field, query]) => [field, { query, variables: {} }]));
  rest = [[counted, { query: itemAlone, variables: { id: all.session.sessionItemId } }], [refusals, roundRefusals(all)]];
  before = await views(all.worlds[0] as World, asked(rest));
}, 240_000);

afterAll(async () => {
  recorder?.stop();
  await all?.close();
});

describe('while a round is open in a session', () => {
  it('every root field is asked and answered, and shows the session where it may be seen', () => {
    expect([...rootFields.keys()]).toEqual(Object.keys(schema.getQueryType()?.getFields() ?? {}));
    const failed = [...before.texts].filter(([name, text]) => name !== 'the ledger' && !/^\[200,.*"data":\{/s.test(text));
    expect(failed).toEqual([]);
    for (const viewer of ['rater2', 'rater9', 'facilitator2', theFacilitator]) {
      const seen = before.texts.get(`${viewer}: node`) ?? '';
      expect([viewer, seen.includes('"state":"SCORING"'), seen.includes('"state":"REVEALED"')]).toEqual([viewer, true, true]);
    }
  });

  it('what is to be refused is refused, also to whoever leads and to a rater who is there', () => {
    for (const viewer of onlookers) {
      expect(before.texts.get(`${viewer}: ${refusals}`)?.match(/"errors":\[\{/g)).toHaveLength(8);
    }
    expect(before.texts.get(`${theFacilitator}: ${refusals}`)).toContain('"code":"ROUND_STILL_OPEN"');
  });

  it.each(moments)('onlookers read the same bytes, by the same statements: $name', { timeout: 180_000 }, async ({ inOne, inOther }) => {
    await inBoth(inOne, inOther);
    const [one, other] = (await viewsOfBoth(asked(rest))) as [RoundViews, RoundViews];
    expect(differences(one.texts, other.texts)).toEqual({});
    expect(differences(one.statements, other.statements)).toEqual({});
    expect(differences(withoutProgress(before.texts), withoutProgress(one.texts))).toEqual({});
    expect(differences(before.statements, one.statements)).toEqual({});
    expect(one.statements.get(`rater2: ${counted}`)?.match(/;/g)?.length).toBeGreaterThan(5);
  });

  it('whoever leads and the manager read how many have responded, and the rater the mark, by the same queries', async () => {
    const read = await Promise.all(
      [theFacilitator, theManager, 'rater1'].map((name) =>
        answerBytes(clientOf(all.worlds[0] as World, name), itemAlone, { id: all.session.sessionItemId }),
      ),
    );
    expect(read.map((text) => text.includes('"progress":{"responded":3,"entitled":5}'))).toEqual([true, true, false]);
    expect(read.map((text) => /"round":2,"state":"COMMITTED"/.test(text))).toEqual([false, false, true]);
  });

  it('and when it is closed and not revealed', { timeout: 180_000 }, async () => {
    await inBoth(belated.inOne, belated.inOther);
    await inBoth((raters) => raters.close());
    const [one, other] = (await viewsOfBoth(asked(rest.slice(0, 1)))) as [RoundViews, RoundViews];
    expect(one.texts.get(`${theFacilitator}: node`)).toContain('"state":"CLOSED"');
    expect(differences(withoutClocks(one.texts), withoutClocks(other.texts))).toEqual({});
    expect(differences(one.statements, other.statements)).toEqual({});
  });
});
