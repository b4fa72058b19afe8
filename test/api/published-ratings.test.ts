import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { TestClient } from '../support/client.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
});

afterAll(() => running.close());

interface Page {
  readonly publishedRatings: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly id: string; readonly rating: string; readonly year: number }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const list = `query ($n: Int, $c: Cursor, $w: PublishedRatingWhere) {
  publishedRatings(first: $n, after: $c, where: $w) {
    totalCount nodes { id rating year } pageInfo { hasNextPage endCursor }
  }
}`;

describe('published ratings', () => {
  it('are read by everyone, 87 of them, each with its source', async () => {
    const answer = await new TestClient(running.url).send<{
      publishedRatings: { totalCount: number; nodes: { source: string; ratingName: string }[] };
    }>('{ publishedRatings(first: 100) { totalCount nodes { source ratingName points category } } }');
    expect(answer.data?.publishedRatings.totalCount).toBe(87);
    expect(answer.data?.publishedRatings.nodes.every(({ source }) => source.startsWith('http'))).toBe(true);
  });

  it('are joined by pages to the whole, over an order of several directions and any filter', async () => {
    const client = new TestClient(running.url);
    for (const w of [null, { rating: 'PQ-81' }, { year: 2023 }, { rating: 'PQ-81', year: 2023 }]) {
      const whole = (await client.send<Page>(list, { n: 100, w })).data?.publishedRatings;
      const joined: string[] = [];
      for (let c: string | null = null, more = true; more; ) {
        const found: Page | null | undefined = (await client.send<Page>(list, { n: 7, c, w })).data;
        joined.push(...(found?.publishedRatings.nodes.map(({ id }) => id) ?? []));
        more = found?.publishedRatings.pageInfo.hasNextPage ?? false;
        c = found?.publishedRatings.pageInfo.endCursor ?? null;
      }
      expect(joined).toEqual(whole?.nodes.map(({ id }) => id));
      expect(joined).toHaveLength(whole?.totalCount ?? -1);
    }
  });

  it('of hokimiyats name their territory', async () => {
    const answer = await new TestClient(running.url).send(
      '{ publishedRatings(where: { territoryCode: "UZ-AN", rating: "PQ-81", year: 2023 }) { nodes { points territory { code } } } }',
    );
    expect(answer.data).toEqual({ publishedRatings: { nodes: [{ points: '48', territory: { code: 'UZ-AN' } }] } });
  });

  it('keep disputed totals side by side', async () => {
    const answer = await new TestClient(running.url).send<{
      publishedTotals: { year: number; disputed: boolean; figures: { name: string; value: string }[] }[];
    }>('{ publishedTotals { rating year disputed sources figures { name value } } }');
    const disputed = answer.data?.publishedTotals.filter((total) => total.disputed) ?? [];
    expect(disputed.map(({ year }) => year)).toEqual([2024, 2024]);
    const counted = disputed.map(({ figures }) => figures.find(({ name }) => name === 'organisations')?.value);
    expect(counted.toSorted()).toEqual(['102', '103']);
  });

  it('give totals as exact decimals under the name of their rating', async () => {
    const answer = await new TestClient(running.url).send<{
      publishedTotals: { rating: string; ratingName: string; figures: { name: string; value: string }[] }[];
    }>('{ publishedTotals { rating ratingName(locale: EN) figures { name value } } }');
    const totals = answer.data?.publishedTotals.filter(({ rating }) => rating === 'PQ-81') ?? [];
    expect(new Set(totals.map(({ ratingName }) => ratingName))).toEqual(
      new Set(['Rating of the effectiveness of anti-corruption work (PQ-81)']),
    );
    expect(totals.flatMap(({ figures }) => figures.filter(({ name }) => name === 'average'))).toContainEqual({
      name: 'average',
      value: '59.5',
    });
  });
});
