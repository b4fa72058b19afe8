import { describe, expect, it } from 'vitest';
import { methodologyRuleMessages } from '../../language/index.js';
import { illustrative } from './data/illustrative.js';
import { methodologyBodySchema, readMethodologyBody } from './methodology-body.schema.js';

/** Changes of the illustrative body: a place, and what is put there. */
type Changes = Readonly<Record<string, unknown>>;

/** The rules that are told to be broken after the changes, each with its place and what is expected there. */
function faultsOf(changes: Changes): string[] {
  const body: unknown = structuredClone(illustrative.body);
  for (const [place, value] of Object.entries(changes)) {
    const steps = place.split('.');
    const last = steps.pop() ?? '';
    const within = steps.reduce((part, step) => part[step] as Record<string, unknown>, body as Record<string, unknown>);
    within[last] = value;
  }
  const read = readMethodologyBody(body);
  return read.ok ? [] : read.faults.map(({ path, parameters }) => {
    const { rule, expected } = parameters ?? {};
    return `${path.slice(1).join('.')}: ${rule}${expected === undefined ? '' : ` (${expected})`}`;
  });
}

/** The place of the first indicator with this scoring, or with this normaliser. */
function scoringOf(kind: string): string {
  const at = illustrative.body.indicators.findIndex(
    ({ scoring }) => scoring.kind === kind || (scoring.kind === 'MEASURED' && scoring.normaliser.kind === kind),
  );
  return `indicators.${at}.scoring`;
}

const [ranged, levelled] = [scoringOf('RANGE'), scoringOf('LEVELS')];
const [bands, compared, goal, target] = (['BANDS', 'COMPARE_PREVIOUS', 'GOALPOST', 'TARGET'] as const).map(
  (kind) => `${scoringOf(kind)}.normaliser`,
) as [string, string, string, string];
const levels = illustrative.body.indicators.flatMap(({ scoring }) => (scoring.kind === 'LEVELS' ? [scoring.levels] : []))[0] ?? [];

const geometric = (floor: string): Changes =>
  Object.fromEntries(illustrative.body.criteria.map((_, at) => [`criteria.${at}.aggregator`, { kind: 'GEOMETRIC', floor }]));

describe('a complete methodology', () => {
  it('is sound as it ships', () => {
    expect(faultsOf({})).toEqual([]);
  });

  it.each<[string, Changes, string, string]>([
    ['two raters', { minRaters: 2 }, 'minRaters', 'BOUNDS (≥ 3)'],
    ['a floor of zero', geometric('0'), 'criteria.0.aggregator.floor', 'GEOMETRIC_FLOOR'],
    ['a floor below zero', geometric('-1'), 'criteria.0.aggregator.floor', 'GEOMETRIC_FLOOR'],
    ['points in parts under a geometric mean', { ...geometric('0.01'), 'indicators.0.maxPoints': '7.5' }, 'criteria.0.aggregator', 'GEOMETRIC_POINTS (1000)'],
    ['mixed aggregators', { 'criteria.0.aggregator': { kind: 'GEOMETRIC', floor: '0.01' } }, 'criteria', 'AGGREGATORS_ALIKE'],
    ['criteria of other points', { 'criteria.0.maxPoints': '21' }, 'criteria.0.maxPoints', 'CRITERION_SUM (20)'],
    ['bands above the points', { [`${bands}.bands.1.points`]: '800' }, `${bands}.bands.1.points`, 'POINTS_WITHIN (8)'],
    ['bands that begin above zero', { [`${bands}.bands.0.lowerBound`]: '1' }, `${bands}.bands`, 'BANDS_RISE'],
    ['bands out of order', { [`${bands}.bands.1.lowerBound`]: '-1' }, `${bands}.bands`, 'BANDS_RISE'],
    ['a comparison above the points', { [`${compared}.notLess`]: '400' }, `${compared}.notLess`, 'POINTS_WITHIN (4)'],
    ['goalposts at one place', { [`${goal}.low`]: '100' }, `${goal}.high`, 'GOALPOSTS'],
    ['a target at its floor', { [`${target}.floor`]: '95' }, `${target}.target`, 'TARGET'],
    ['a range that begins at its end', { [`${ranged}.min`]: '9' }, `${ranged}.min`, 'RANGE_MIN'],
    ['a step of zero', { [`${ranged}.step`]: '0' }, `${ranged}.step`, 'RANGE_STEP'],
    ['a step backwards', { [`${ranged}.step`]: '-1' }, `${ranged}.step`, 'RANGE_STEP'],
    ['a step that misses the end', { [`${ranged}.step`]: '3' }, `${ranged}.step`, 'RANGE_STEP'],
    ['an anchor beyond the range', { [`${ranged}.anchors.0.points`]: '99' }, `${ranged}.anchors.0.points`, 'POINTS_WITHIN (8)'],
    ['a level below zero', { [`${levelled}.levels.${levels.length - 1}.points`]: '-50' }, `${levelled}.levels`, 'LEVELS_FALL (6)'],
    ['a level twice', { [`${levelled}.levels.1.code`]: levels[0]?.code }, `${levelled}.levels`, 'LEVELS_FALL (6)'],
    ['evidence of no kind', { 'indicators.0.evidence': { minItems: 3, kinds: [], mustFallInPeriod: false } }, 'indicators.0.evidence.kinds', 'EVIDENCE_KINDS'],
    ['a category twice', { 'categories.1.code': illustrative.body.categories[0]?.code }, 'categories', 'CODES_UNIQUE'],
    ['a category that is never reached', { 'categories.0.lowerBound': '101' }, 'categories.0.lowerBound', 'CATEGORY_REACHABLE (100)'],
    ['another scale than a hundred', { scaleMax: '38' }, 'scaleMax', 'SCALE (100)'],
    ['a threshold above all data', { dataThreshold: '5' }, 'dataThreshold', 'DATA_THRESHOLD'],
    ['a threshold below none', { dataThreshold: '-1' }, 'dataThreshold', 'DATA_THRESHOLD'],
    ['a tie broken twice by the same', { tieBreak: ['1', '1'] }, 'tieBreak', 'TIE_BREAK'],
    ['an indicator of no criterion', { 'indicators.0.criterionCode': 'none' }, 'indicators.0.criterionCode', 'CRITERION_KNOWN'],
  ])('is refused with %s', (_, changes, place, rule) => {
    expect(faultsOf(changes)).toContain(`${place}: ${rule}`);
  });

  it('may be geometric with floors and whole points', () => {
    expect(faultsOf(geometric('0.01'))).toEqual([]);
  });
});

describe('the shape of a methodology', () => {
  it.each<[string, Changes, string]>([
    ['a key that there is not', { 'criteria.0.weight': '5' }, 'criteria.0.weight: UNKNOWN_KEY'],
    ['a value left out', { minRaters: undefined }, 'minRaters: MISSING'],
    ['a kind left out', { 'indicators.0.scoring': {} }, 'indicators.0.scoring.kind: MISSING'],
    ['a text for a number', { minRaters: 'three' }, 'minRaters: TYPE (number)'],
    ['half a rater', { minRaters: 3.5 }, 'minRaters: TYPE (int)'],
    ['another rule than there are', { naRule: 'NONE' }, 'naRule: ONE_OF (GLOBAL, WITHIN_CRITERION)'],
    ['another kind than there are', { raterAggregation: { kind: 'MODE' } }, 'raterAggregation.kind: ONE_OF (MEDIAN, MEAN, TRIMMED_MEAN)'],
    ['another direction than two', { [`${goal.replace('.normaliser', '')}.direction`]: 0 }, `${goal.replace('.normaliser', '')}.direction: ONE_OF (1, -1)`],
    ['too many raters', { minRaters: 51 }, 'minRaters: BOUNDS (≤ 50)'],
    ['a number that is no decimal', { scaleMax: '1e2' }, 'scaleMax: DECIMAL'],
    ['a share that is none', { dataThreshold: 'most' }, 'dataThreshold: FRACTION'],
    ['a name with invisible letters', { 'criteria.0.name': { uzLatn: 'a\u200Bb' } }, 'criteria.0.name.uzLatn: TEXT (500)'],
    ['a code with blanks', { 'criteria.0.code': 'a b' }, 'criteria.0.code: CODE'],
    ['an act without an address', { legalBasis: [{ act: 'Qaror', url: 'lex' }] }, 'legalBasis.0.url: ADDRESS'],
  ])('is told by a rule where it has %s', (_, changes, told) => {
    expect(faultsOf(changes)).toContain(told);
  });

  it('is served as JSON Schema with every key of the body, and every rule by its name', () => {
    const { properties, required, description } = methodologyBodySchema as {
      readonly properties: object;
      readonly required: readonly string[];
      readonly description: string;
    };
    expect(Object.keys(properties).toSorted()).toEqual(Object.keys(illustrative.body).toSorted());
    expect(required.toSorted()).toEqual(Object.keys(illustrative.body).toSorted());
    expect(properties).toMatchObject({
      naRule: { enum: ['GLOBAL', 'WITHIN_CRITERION'] },
      minRaters: { type: 'integer', minimum: 3, maximum: 50 },
      scaleMax: { type: 'string', pattern: expect.any(String) as string },
    });
    for (const rule of Object.keys(methodologyRuleMessages)) {
      expect(description).toContain(`${rule}: `);
    }
  });
});
