import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutProgress } from './support/bytes.js';
import { differences } from './support/differences.js';
import { differingMarks, MarkingRater, type Marks } from '../support/marking.js';
import { refusedOperations, usedKey } from './support/refused-operations.js';
import { schema } from './support/schema-query.js';
import { others, theManager } from './support/viewers.js';
import { type Asked, refusals, rootFieldQueries, viewsOf } from './support/views.js';
import { clientOf, openWorlds, type World, type Worlds } from './support/worlds.js';

type Views = ReadonlyMap<string, string>;

let all: Worlds;
let asked: Asked;
/** What others see in a world where nobody has marked. */
let before: Views;
/** What rater1 sees of her own, so that the test knows that it can see marks. */
let ownBefore: Views;

/**
 * What everyone but the raters sees. Of the manager's answers what tells "k of n submitted" is cut: the progress itself,
 * and the position of the manager's own stream, in which it is told.
 */
async function viewsOfOthers(world: World): Promise<Views> {
  const views = await Promise.all(others.map((name) => viewsOf(world, name, asked)));
  return new Map(
    views.flatMap((one) => [...one]).map(([name, text]) => {
      const cut = name === `${theManager}: viewer` ? text.replace(/"position":"[\w-]+"/, '"position":*') : text;
      return [name, name.startsWith(theManager) ? withoutProgress(cut) : cut];
    }),
  );
}

const ownViews = (world: World): Promise<Views> => viewsOf(world, 'rater1', { ...asked, refused: null });

/** Two raters of a world, each with marks that are the other's in the other world. */
interface Raters {
  readonly world: World;
  readonly first: MarkingRater;
  readonly third: MarkingRater;
  readonly own: Marks;
  readonly swapped: Marks;
}

let raters: readonly Raters[];

beforeAll(async () => {
  all = await openWorlds(2);
  asked = { rootFields: await rootFieldQueries(all), refused: refusedOperations(all) };
  const { some, other } = differingMarks();
  raters = all.worlds.map((world, at) => {
    const marking = (name: string): MarkingRater =>
      new MarkingRater(clientOf(world, name), all.cycle, all.input.evidenceId);
    const [own, swapped] = at === 0 ? [some, other] : [other, some];
    return { world, first: marking('rater1'), third: marking('rater3'), own, swapped };
  });
  [before, ownBefore] = await Promise.all([viewsOfOthers(raters[0]!.world), ownViews(raters[0]!.world)]);
  // As long as a moment below may take.
}, 180_000);

afterAll(() => all?.close());

/** The moments of marking, in their order, each after the one before. */
const moments: readonly (readonly [string, (raters: Raters) => Promise<unknown>])[] = [
  ['without marks', async () => {}],
  ['when one rater has saved drafts', ({ first, own }) => first.save(own, usedKey)],
  ['when one rater has submitted', ({ first }) => first.submit()],
  ['when another has submitted, too', ({ third, swapped }) => third.save(swapped).then(() => third.submit())],
  [
    'when the two have submitted the marks of each other',
    async ({ first, third, own, swapped }) => {
      await first.save(swapped);
      await third.save(own);
      await first.submit();
      await third.submit();
    },
  ],
];

describe('before marks are revealed', () => {
  it('every root field is asked and answered', () => {
    const fields = Object.keys(schema.getQueryType()?.getFields() ?? {});
    expect([...asked.rootFields.keys()]).toEqual(fields);
    expect([...before].filter(([, text]) => !text.startsWith('[200,') || /"data":null|"errors":\[\{"m/.test(text))).toEqual([]);
    // A connection of each other list and object: what the query leaves out, it cannot find.
    for (const field of ['scores', 'draft', 'selfAssessment', 'evidence', 'assignments', 'totalCount', 'endCursor', 'cursor']) {
      expect(asked.rootFields.get('evaluations')).toMatch(new RegExp(`\\b${field}\\b`));
    }
  });

  it('everything that is to be refused is refused', () => {
    const texts = others.map((name) => before.get(`${name}: ${refusals}`) ?? '');
    for (const text of texts) {
      expect(text.match(/"errors":\[\{/g)).toHaveLength(text.match(/"way\d+":\{/g)?.length ?? NaN);
    }
    for (const code of ['MIN_RATERS_NOT_MET', 'VERSION_CONFLICT', 'NOT_ADMISSIBLE', 'ALREADY_EXISTS', 'REQUIRED', 'INVALID_STATE']) {
      expect(texts.join('\n')).toContain(`"code":"${code}"`);
    }
  });

  // Some hundred answers a moment, which take their time on a machine that does other work beside it.
  it.each(moments)('everyone else reads the same bytes, whatever the marks: %s', { timeout: 180_000 }, async (_moment, mark) => {
    await Promise.all(raters.map(mark));
    for (const now of await Promise.all(raters.map(({ world }) => viewsOfOthers(world)))) {
      expect(differences(before, now)).toEqual({});
    }
  });

  it('the rater reads the marks by the same queries, and the manager how many have submitted', { timeout: 60_000 }, async () => {
    const [one, other] = await Promise.all(raters.map(({ world }) => ownViews(world)));
    const ofCycles = ['ratingCycle', 'ratingCycles', 'ratingSession', 'ratingSessions'];
    const seen = ['evaluation', 'evaluations', 'node', 'nodes', ...ofCycles, 'viewer'];
    const fields = seen.map((field) => `rater1: ${field}`);
    expect(Object.keys(differences(ownBefore, one ?? new Map())).toSorted()).toEqual(fields);
    expect(Object.keys(differences(one ?? new Map(), other ?? new Map()))).toEqual(fields.slice(0, -1));
    const progress = await clientOf(raters[0]!.world, theManager).send(
      'query ($id: ID!) { evaluation(id: $id) { submissionProgress { submitted assigned } } }',
      { id: all.cycle.evaluationId },
    );
    expect(progress.data).toEqual({ evaluation: { submissionProgress: { submitted: 2, assigned: 3 } } });
  });
});
