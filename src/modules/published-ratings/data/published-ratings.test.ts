import { describe, expect, it } from 'vitest';
import { territoryRecords } from '../../territories/data/territories.js';
import { publishedRatingRecords, publishedTotalRecords } from './published-ratings.js';
import { ratingNames } from './rating-names.js';

describe('the published ratings', () => {
  it('are 87, of which 63 have points', () => {
    expect(publishedRatingRecords).toHaveLength(87);
    expect(publishedRatingRecords.filter((row) => row.points !== null)).toHaveLength(63);
  });

  it('each name a source, a known rating and a year', () => {
    for (const row of publishedRatingRecords) {
      expect(row.source).toMatch(/^https?:\/\//);
      expect(Object.keys(ratingNames)).toContain(row.rating);
      expect(row.year).toBeGreaterThanOrEqual(2018);
    }
  });

  it('keep points as decimal strings between 0 and 100, with the digits that were published', () => {
    for (const points of publishedRatingRecords.flatMap((row) => row.points ?? [])) {
      expect(points).toMatch(/^\d{1,3}(\.\d{1,2})?$/);
      expect(Number(points)).toBeLessThanOrEqual(100);
    }
    const openness = publishedRatingRecords.filter((row) => row.category === 'red');
    expect(openness.find((row) => row.organisation === 'Ministry of Sports')?.points).toBe('47.0');
  });

  it('derive a category only where there are points, and rightly by the bands of PQ-81', () => {
    const derived = publishedRatingRecords.filter((row) => row.categoryDerived);
    expect(derived.every((row) => row.points !== null)).toBe(true);
    for (const row of derived.filter(({ rating }) => rating === 'PQ-81')) {
      const points = Number(row.points);
      expect(row.category).toBe(points >= 81 ? 'good' : points >= 55 ? 'satisfactory' : 'unsatisfactory');
    }
  });

  it('point to the territory of a hokimiyat', () => {
    const codes = new Set(territoryRecords.map((territory) => territory.code));
    for (const row of publishedRatingRecords) {
      const isTerritorial = /hokimiyat$|Karakalpakstan$/.test(row.organisation);
      expect(row.territoryCode !== null).toBe(isTerritorial);
      expect(row.territoryCode === null || codes.has(row.territoryCode)).toBe(true);
    }
  });
});

describe('the published totals', () => {
  it('stand side by side where outlets disagree', () => {
    const disputed = publishedTotalRecords.filter((total) => total.disputeKey === 'PQ-81:2024:organisations');
    expect(disputed.map((total) => [total.figures['organisations'], total.figures['unsatisfactory']])).toEqual([
      [102, 8],
      [103, 9],
    ]);
    const [first, second] = disputed;
    expect(first?.sources.some((source) => second?.sources.includes(source))).toBe(false);
  });

  it('never leave a dispute with one side', () => {
    const keys = publishedTotalRecords.flatMap((total) => (total.disputeKey === null ? [] : [total.disputeKey]));
    for (const key of keys) {
      expect(keys.filter((other) => other === key).length).toBeGreaterThan(1);
    }
  });

  it('each have a source, a known rating, and categories that add up', () => {
    for (const total of publishedTotalRecords) {
      expect(total.sources.length).toBeGreaterThan(0);
      expect(Object.keys(ratingNames)).toContain(total.rating);
    }
    for (const { figures } of publishedTotalRecords.filter((total) => 'good' in total.figures)) {
      const { organisations, good, satisfactory, unsatisfactory } = figures;
      expect(Number(good) + Number(satisfactory) + Number(unsatisfactory)).toBe(organisations);
    }
  });

  it('keep the mean as it was printed', () => {
    expect(publishedTotalRecords.find((total) => total.rating === 'PQ-81' && total.year === 2022)?.figures).toEqual({
      organisations: 62,
      good: 12,
      satisfactory: 30,
      unsatisfactory: 20,
      average: '59.5',
    });
  });
});
