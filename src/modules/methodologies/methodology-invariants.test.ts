import { describe, expect, it } from 'vitest';
import { illustrative } from './data/illustrative.js';
import { readMethodologyBody } from './methodology-body.schema.js';

/** Changes of the illustrative body: a place, and what is put there. */
type Changes = Readonly<Record<string, unknown>>;

/** The places that are named as broken after the changes. */
function faultsOf(changes: Changes): string[] {
  const body: unknown = structuredClone(illustrative.body);
  for (const [place, value] of Object.entries(changes)) {
    const steps = place.split('.');
    const last = steps.pop() ?? '';
    const within = steps.reduce((part, step) => part[step] as Record<string, unknown>, body as Record<string, unknown>);
    within[last] = value;
  }
  const read = readMethodologyBody(body);
  return read.ok ? [] : read.faults.map(({ path }) => path.slice(1).join('.'));
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

  it.each<[string, Changes, string]>([
    ['two raters', { minRaters: 2 }, 'minRaters'],
    ['a floor of zero', geometric('0'), 'criteria.0.aggregator.floor'],
    ['a floor below zero', geometric('-1'), 'criteria.0.aggregator.floor'],
    ['points in parts under a geometric mean', { ...geometric('0.01'), 'indicators.0.maxPoints': '7.5' }, 'criteria.0.aggregator'],
    ['mixed aggregators', { 'criteria.0.aggregator': { kind: 'GEOMETRIC', floor: '0.01' } }, 'criteria'],
    ['criteria of other points', { 'criteria.0.maxPoints': '21' }, 'criteria.0.maxPoints'],
    ['bands above the points', { [`${bands}.bands.1.points`]: '800' }, `${bands}.bands.1.points`],
    ['bands that begin above zero', { [`${bands}.bands.0.lowerBound`]: '1' }, `${bands}.bands`],
    ['bands out of order', { [`${bands}.bands.1.lowerBound`]: '-1' }, `${bands}.bands`],
    ['a comparison above the points', { [`${compared}.notLess`]: '400' }, `${compared}.notLess`],
    ['goalposts at one place', { [`${goal}.low`]: '100' }, `${goal}.high`],
    ['a target at its floor', { [`${target}.floor`]: '95' }, `${target}.target`],
    ['a range that begins at its end', { [`${ranged}.min`]: '9' }, `${ranged}.min`],
    ['a step of zero', { [`${ranged}.step`]: '0' }, `${ranged}.step`],
    ['a step backwards', { [`${ranged}.step`]: '-1' }, `${ranged}.step`],
    ['a step that misses the end', { [`${ranged}.step`]: '3' }, `${ranged}.step`],
    ['an anchor beyond the range', { [`${ranged}.anchors.0.points`]: '99' }, `${ranged}.anchors.0.points`],
    ['a level below zero', { [`${levelled}.levels.${levels.length - 1}.points`]: '-50' }, `${levelled}.levels`],
    ['a level twice', { [`${levelled}.levels.1.code`]: levels[0]?.code }, `${levelled}.levels`],
    ['evidence of no kind', { 'indicators.0.evidence': { minItems: 3, kinds: [], mustFallInPeriod: false } }, 'indicators.0.evidence.kinds'],
    ['a category twice', { 'categories.1.code': illustrative.body.categories[0]?.code }, 'categories'],
    ['a category that is never reached', { 'categories.0.lowerBound': '101' }, 'categories.0.lowerBound'],
    ['another scale than a hundred', { scaleMax: '38' }, 'scaleMax'],
    ['a threshold above all data', { dataThreshold: '5' }, 'dataThreshold'],
    ['a threshold below none', { dataThreshold: '-1' }, 'dataThreshold'],
    ['a tie broken twice by the same', { tieBreak: ['1', '1'] }, 'tieBreak'],
    ['an indicator of no criterion', { 'indicators.0.criterionCode': 'none' }, 'indicators.0.criterionCode'],
  ])('is refused with %s', (_, changes, place) => {
    expect(faultsOf(changes)).toContain(place);
  });

  it('may be geometric with floors and whole points', () => {
    expect(faultsOf(geometric('0.01'))).toEqual([]);
  });
});
