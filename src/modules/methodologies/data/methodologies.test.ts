import { describe, expect, it } from 'vitest';
import type { TranslatedText } from '../../../language/translated-text.js';
import { illustrative } from './illustrative.js';
import type { IndicatorBody, MethodologyRecord, NormaliserBody, ScoringBody } from '../../../publication/methodology-body.js';
import { pq81 } from './pq81.js';

/** Hundredths of a point, so that sums are exact. */
function hundredths(points: string | null): number {
  expect(points).toMatch(/^\d+(\.\d{1,2})?$/);
  const [whole = '0', part = ''] = String(points).split('.');
  return Number(whole) * 100 + Number(part.padEnd(2, '0'));
}

/** Every text of a methodology, found by its shape. */
function textsOf(value: unknown): TranslatedText[] {
  if (Array.isArray(value)) {
    return value.flatMap(textsOf);
  }
  if (value === null || typeof value !== 'object') {
    return [];
  }
  return 'uzLatn' in value || 'en' in value ? [value as TranslatedText] : Object.values(value).flatMap(textsOf);
}

interface Scored<K extends ScoringBody['kind']> {
  readonly indicator: IndicatorBody;
  readonly scoring: Extract<ScoringBody, { kind: K }>;
}

/** The indicators of both methodologies that are scored in this way. */
function ofKind<K extends ScoringBody['kind']>(kind: K): Scored<K>[] {
  return [illustrative, pq81].flatMap(({ body }) =>
    body.indicators.flatMap((indicator) =>
      indicator.scoring.kind === kind
        ? [{ indicator, scoring: indicator.scoring as Extract<ScoringBody, { kind: K }> }]
        : [],
    ),
  );
}

interface Normalised<K extends NormaliserBody['kind']> {
  readonly indicator: IndicatorBody;
  readonly normaliser: Extract<NormaliserBody, { kind: K }>;
}

/** The measured indicators of both methodologies that are normalised in this way; there is at least one. */
function normalised<K extends NormaliserBody['kind']>(kind: K): Normalised<K>[] {
  const found = ofKind('MEASURED').flatMap(({ indicator, scoring }) =>
    scoring.normaliser.kind === kind
      ? [{ indicator, normaliser: scoring.normaliser as Extract<NormaliserBody, { kind: K }> }]
      : [],
  );
  expect(found.length).toBeGreaterThan(0);
  return found;
}

describe.each<[string, MethodologyRecord]>([
  ['illustrative', illustrative],
  ['PQ-81', pq81],
])('the %s methodology', (_, { title, owner, about, body }) => {
  it('has every text in Uzbek, Russian and English', () => {
    const texts = textsOf([title, owner, about, body]);
    expect(texts.length).toBeGreaterThan(30);
    for (const text of texts) {
      for (const language of ['uzLatn', 'ru', 'en'] as const) {
        expect(text[language]?.trim()).toBeTruthy();
      }
      expect(text.uzLatn).not.toMatch(/['’‘`\p{Script=Cyrillic}]/u);
      expect(text.en).not.toMatch(/\p{Script=Cyrillic}/u);
    }
  });

  it('names each criterion and indicator once, and puts each indicator into a criterion', () => {
    const criteria = body.criteria.map((criterion) => criterion.code);
    expect(new Set(criteria).size).toBe(criteria.length);
    expect(new Set(body.indicators.map((indicator) => indicator.code)).size).toBe(body.indicators.length);
    expect(body.indicators.every((indicator) => criteria.includes(indicator.criterionCode))).toBe(true);
    expect(body.tieBreak.every((code) => criteria.includes(code))).toBe(true);
  });

  it('has categories that fall to the lowest point of the scale', () => {
    const bounds = body.categories.map((category) => Number(category.lowerBound));
    expect(bounds).toEqual([81, 55, 0]);
    expect(bounds.at(-1)).toBe(Number(body.scaleMin));
    expect(body.categories.every(({ name }) => name.uzLatn && name.uzCyrl && name.ru && name.en)).toBe(true);
  });
});

describe('the illustrative methodology', () => {
  const { body, title } = illustrative;

  it('says in its title, in every language, that it is illustrative', () => {
    expect(title.uzLatn).toContain('(namunaviy)');
    expect(title.uzCyrl).toContain('(намунавий)');
    expect(title.ru).toContain('(иллюстративная)');
    expect(title.en).toContain('(illustrative)');
    expect([illustrative.illustrative, body.illustrative, body.legalBasis.length]).toEqual([true, true, 0]);
  });

  it('adds up: indicators to their criterion, criteria to 100', () => {
    for (const criterion of body.criteria) {
      const sum = body.indicators
        .filter((indicator) => indicator.criterionCode === criterion.code)
        .reduce((total, indicator) => total + hundredths(indicator.maxPoints), 0);
      expect(sum).toBe(hundredths(criterion.maxPoints));
    }
    expect(body.criteria.reduce((total, criterion) => total + hundredths(criterion.maxPoints), 0)).toBe(10_000);
  });

  it('shows every kind of scoring and every normaliser', () => {
    const kinds = body.indicators.map(({ scoring }) =>
      scoring.kind === 'MEASURED' ? scoring.normaliser.kind : scoring.kind,
    );
    expect(new Set(kinds)).toEqual(
      new Set(['LEVELS', 'RANGE', 'BINARY', 'TERNARY', 'BANDS', 'TARGET', 'GOALPOST', 'COMPARE_PREVIOUS']),
    );
  });

  it('is complete, asks for evidence from the period and for reasons', () => {
    expect([body.completeness, body.unknownParts.length]).toEqual(['COMPLETE', 0]);
    for (const indicator of body.indicators) {
      expect(indicator.evidence.minItems).toBeGreaterThan(0);
      expect(indicator.evidence.kinds.length).toBeGreaterThan(0);
      expect(indicator.evidence.mustFallInPeriod).toBe(true);
      expect(indicator.justificationMinChars).toBe(indicator.scoring.kind === 'MEASURED' ? 0 : 20);
    }
    expect(body.indicators.filter((indicator) => indicator.allowNotApplicable).map(({ code }) => code)).toEqual([
      '3.1',
      '5.2',
    ]);
  });
});

describe('scoring in both methodologies', () => {
  it('has levels that fall strictly from the maximum to zero', () => {
    for (const { indicator, scoring } of ofKind('LEVELS')) {
      const points = scoring.levels.map((level) => hundredths(level.points));
      expect(points[0]).toBe(hundredths(indicator.maxPoints));
      expect(points.at(-1)).toBe(0);
      expect(points.every((value, index) => index === 0 || value < (points[index - 1] ?? 0))).toBe(true);
      expect(new Set(scoring.levels.map((level) => level.code)).size).toBe(points.length);
    }
  });

  it('has ranges from zero to the maximum on a whole number of steps, with anchors on the steps', () => {
    for (const { indicator, scoring } of ofKind('RANGE')) {
      expect([scoring.min, scoring.max]).toEqual(['0', indicator.maxPoints]);
      expect(hundredths(scoring.max) % hundredths(scoring.step)).toBe(0);
      for (const anchor of scoring.anchors) {
        expect(hundredths(anchor.points) % hundredths(scoring.step)).toBe(0);
        expect(hundredths(anchor.points)).toBeLessThanOrEqual(hundredths(scoring.max));
      }
    }
  });

  it('has bands that cover the domain and rise to the maximum', () => {
    for (const { indicator, normaliser } of normalised('BANDS')) {
      const { bands } = normaliser;
      expect(bands[0]?.lowerBound).toBe('0');
      expect(bands.at(-1)?.points).toBe(indicator.maxPoints);
      for (const [index, band] of bands.entries()) {
        const before = bands[index - 1];
        expect(before === undefined || Number(before.lowerBound) < Number(band.lowerBound)).toBe(true);
        expect(before === undefined || Number(before.points) < Number(band.points)).toBe(true);
      }
    }
  });

  it('has goalposts apart, a target above its floor, and a comparison worth the maximum', () => {
    for (const { normaliser } of normalised('GOALPOST')) {
      expect(Number(normaliser.low)).toBeLessThan(Number(normaliser.high));
    }
    for (const { normaliser } of normalised('TARGET')) {
      expect(Number(normaliser.floor)).toBeLessThan(Number(normaliser.target));
    }
    for (const { indicator, normaliser } of normalised('COMPARE_PREVIOUS')) {
      expect([normaliser.notLess, normaliser.less]).toEqual([indicator.maxPoints, '0']);
    }
  });
});

describe('PQ-81', () => {
  const { body } = pq81;

  it('is marked as partial and says what is not public in four languages', () => {
    expect(body.completeness).toBe('PARTIAL');
    expect(body.unknownParts.length).toBeGreaterThan(0);
    expect(body.unknownParts.every((part) => part.uzLatn && part.uzCyrl && part.ru && part.en)).toBe(true);
    expect(body.illustrative).toBe(false);
  });

  it('carries the points that are known and no others', () => {
    expect(body.criteria.map((criterion) => criterion.maxPoints)).toEqual([null, '30', '15', null, '5']);
    expect(body.indicators.map((indicator) => [indicator.code, indicator.maxPoints, indicator.scoring.kind])).toEqual([
      ['2.1', '15', 'LEVELS'],
      ['2.2', '15', 'RANGE'],
      ['3.1', null, 'UNKNOWN'],
      ['4.x', '5', 'MEASURED'],
      ['5.1', '1', 'MEASURED'],
      ['5.2', null, 'UNKNOWN'],
    ]);
  });

  it('does not add up to 100, since two areas are not public', () => {
    const known = body.criteria.flatMap((criterion) => criterion.maxPoints ?? []);
    expect(known.reduce((total, points) => total + Number(points), 0)).toBe(50);
  });
});
