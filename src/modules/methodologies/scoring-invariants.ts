import { compare, divide, isWhole, type Rational, subtract, ZERO } from '../../scoring/index.js';
import { type BodyPath, broken, type BrokenRule, figure, isFalling, isSame, isUnique, within } from './body-figures.js';
import type { IndicatorBody } from '../../publication/methodology-body.js';

/** Whether a figure is there and from zero to the points of the indicator. */
function isWithin(value: Rational | null, greatest: Rational | null): boolean {
  return value !== null && greatest !== null && compare(value, ZERO) >= 0 && compare(value, greatest) <= 0;
}

const isLess = (left: Rational | null, right: Rational | null): boolean =>
  left !== null && right !== null && compare(left, right) < 0;

/** The rules within an indicator that are broken: its scoring gives no answer, or more or less than it is worth. */
export function brokenScoring(indicator: IndicatorBody): BrokenRule[] {
  const greatest = figure(indicator.maxPoints);
  const { evidence } = indicator;
  return [
    ...(isLess(ZERO, greatest) ? [] : [broken('POINTS_POSITIVE', ['maxPoints'])]),
    ...(evidence.minItems > 0 && evidence.kinds.length === 0 ? [broken('EVIDENCE_KINDS', ['evidence', 'kinds'])] : []),
    ...brokenKind(indicator, greatest).map((rule) => within(['scoring'], rule)),
  ];
}

function brokenKind({ scoring, maxPoints }: IndicatorBody, greatest: Rational | null): BrokenRule[] {
  const most = maxPoints ?? '0';
  switch (scoring.kind) {
    case 'LEVELS': {
      const points = scoring.levels.map((level) => figure(level.points));
      const isScale = isFalling(points) && isSame(points[0] ?? null, greatest) && isWithin(points.at(-1) ?? null, greatest);
      const isSound = isScale && isUnique(scoring.levels.map((level) => level.code));
      return isSound ? [] : [broken('LEVELS_FALL', ['levels'], most)];
    }
    case 'RANGE': {
      const [low, high, step] = [figure(scoring.min), figure(scoring.max), figure(scoring.step)];
      const isStep = low !== null && high !== null && step !== null && compare(step, ZERO) > 0;
      return [
        ...(isSame(high, greatest) ? [] : [broken('RANGE_MAX', ['max'], most)]),
        ...(isWithin(low, greatest) && isLess(low, high) ? [] : [broken('RANGE_MIN', ['min'])]),
        ...(isStep && isWhole(divide(subtract(high, low), step)) ? [] : [broken('RANGE_STEP', ['step'])]),
        ...scoring.anchors.flatMap(({ points }, at) => beyond(points, greatest, ['anchors', at, 'points'], most)),
      ];
    }
    case 'MEASURED':
      return brokenNormaliser(scoring.normaliser, greatest, most).map((rule) => within(['normaliser'], rule));
    case 'UNKNOWN':
      return [broken('SCORING_KNOWN', [])];
    default:
      return [];
  }
}

function beyond(points: string, greatest: Rational | null, path: BodyPath, most: string): BrokenRule[] {
  return isWithin(figure(points), greatest) ? [] : [broken('POINTS_WITHIN', path, most)];
}

type NormaliserBody = Extract<IndicatorBody['scoring'], { kind: 'MEASURED' }>['normaliser'];

function brokenNormaliser(normaliser: NormaliserBody, greatest: Rational | null, most: string): BrokenRule[] {
  switch (normaliser.kind) {
    case 'GOALPOST':
      return isLess(figure(normaliser.low), figure(normaliser.high)) ? [] : [broken('GOALPOSTS', ['high'])];
    case 'TARGET':
      return isSame(figure(normaliser.floor), figure(normaliser.target)) ? [broken('TARGET', ['target'])] : [];
    case 'COMPARE_PREVIOUS':
      return (['notLess', 'less'] as const).flatMap((name) => beyond(normaliser[name], greatest, [name], most));
    case 'BANDS': {
      const bounds = normaliser.bands.map((band) => figure(band.lowerBound));
      const lowest = bounds[0] ?? null;
      // From zero or below, so that each value that can be recorded lies in a band.
      const isCovered = isFalling(bounds.toReversed()) && lowest !== null && compare(lowest, ZERO) <= 0;
      return [
        ...(isCovered ? [] : [broken('BANDS_RISE', ['bands'])]),
        ...normaliser.bands.flatMap(({ points }, at) => beyond(points, greatest, ['bands', at, 'points'], most)),
      ];
    }
  }
}
