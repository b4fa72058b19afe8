import { compare, divide, isWhole, type Rational, subtract, ZERO } from '../../scoring/index.js';
import { type BodyPath, figure, isFalling, isSame, isUnique } from './body-figures.js';
import type { IndicatorBody } from './data/methodology-body.js';

/** Whether a figure is there and from zero to the points of the indicator. */
function isWithin(value: Rational | null, greatest: Rational | null): boolean {
  return value !== null && greatest !== null && compare(value, ZERO) >= 0 && compare(value, greatest) <= 0;
}

const isLess = (left: Rational | null, right: Rational | null): boolean =>
  left !== null && right !== null && compare(left, right) < 0;

/** The places within an indicator where its scoring gives no answer, or more or less than the indicator is worth. */
export function brokenScoring(indicator: IndicatorBody): BodyPath[] {
  const greatest = figure(indicator.maxPoints);
  const { evidence } = indicator;
  return [
    ...(isLess(ZERO, greatest) ? [] : [['maxPoints']]),
    ...(evidence.minItems > 0 && evidence.kinds.length === 0 ? [['evidence', 'kinds']] : []),
    ...brokenKind(indicator, greatest).map((path) => ['scoring', ...path]),
  ];
}

function brokenKind({ scoring }: IndicatorBody, greatest: Rational | null): BodyPath[] {
  switch (scoring.kind) {
    case 'LEVELS': {
      const points = scoring.levels.map((level) => figure(level.points));
      const isScale = isFalling(points) && isSame(points[0] ?? null, greatest) && isWithin(points.at(-1) ?? null, greatest);
      return isScale && isUnique(scoring.levels.map((level) => level.code)) ? [] : [['levels']];
    }
    case 'RANGE': {
      const [low, high, step] = [figure(scoring.min), figure(scoring.max), figure(scoring.step)];
      const isStep = low !== null && high !== null && step !== null && compare(step, ZERO) > 0;
      return [
        ...(isSame(high, greatest) ? [] : [['max']]),
        ...(isWithin(low, greatest) && isLess(low, high) ? [] : [['min']]),
        ...(isStep && isWhole(divide(subtract(high, low), step)) ? [] : [['step']]),
        ...scoring.anchors.flatMap(({ points }, at) => (isWithin(figure(points), greatest) ? [] : [['anchors', at, 'points']])),
      ];
    }
    case 'MEASURED':
      return brokenNormaliser(scoring.normaliser, greatest).map((path) => ['normaliser', ...path]);
    case 'UNKNOWN':
      return [[]];
    default:
      return [];
  }
}

type NormaliserBody = Extract<IndicatorBody['scoring'], { kind: 'MEASURED' }>['normaliser'];

function brokenNormaliser(normaliser: NormaliserBody, greatest: Rational | null): BodyPath[] {
  switch (normaliser.kind) {
    case 'GOALPOST':
      return isLess(figure(normaliser.low), figure(normaliser.high)) ? [] : [['high']];
    case 'TARGET':
      return isSame(figure(normaliser.floor), figure(normaliser.target)) ? [['target']] : [];
    case 'COMPARE_PREVIOUS':
      return (['notLess', 'less'] as const).filter((name) => !isWithin(figure(normaliser[name]), greatest)).map((name) => [name]);
    case 'BANDS': {
      const bounds = normaliser.bands.map((band) => figure(band.lowerBound));
      const lowest = bounds[0] ?? null;
      // From zero or below, so that each value that can be recorded lies in a band.
      const isCovered = isFalling(bounds.toReversed()) && lowest !== null && compare(lowest, ZERO) <= 0;
      return [
        ...(isCovered ? [] : [['bands']]),
        ...normaliser.bands.flatMap(({ points }, at) => (isWithin(figure(points), greatest) ? [] : [['bands', at, 'points']])),
      ];
    }
  }
}
