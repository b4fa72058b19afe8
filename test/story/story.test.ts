import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playStory, type StoryResult } from '../../src/cli/demonstration/story.js';
import { contentHash, domainTags } from '../../src/ledger/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { TestClient } from '../support/client.js';

let running: TestApp;
let result: StoryResult;

beforeAll(async () => {
  running = await startTestApp();
  result = await playStory({ url: running.url, say: () => {}, councilCodes: ['UZ-AN', 'UZ-BU', 'UZ-XO'] });
});

afterAll(() => running.close());

describe('one rating from the first mark to the published table', () => {
  it('ends in a table with exact totals, categories and ranks', () => {
    expect(result.number).toBe(1);
    expect(result.rows).toHaveLength(3);
    expect(result.rows.every(({ rank, published, exact }) => rank !== null && published !== null && exact !== null)).toBe(true);
    expect(result.rows.map(({ rank }) => rank)).toEqual(result.rows.map(({ rank }) => rank).toSorted());
  });

  it('was blind until all marks were revealed at once', () => {
    expect(result.seenBefore).toBe(0);
    expect(result.seenAfter).toBe(18);
  });

  it('was watched without a loss over a cut connection', async () => {
    expect(result.resumed).toBeGreaterThanOrEqual(1);
    const seqs = result.watched.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, at) => (seqs[0] ?? 0) + at));
    expect(result.watched.filter(({ type }) => type === 'SubmissionProgressed')).toHaveLength(9);
  });

  it('is public as a snapshot whose hash anybody can check', async () => {
    const answer = await new TestClient(running.url).send<{
      publication: { snapshot: string; snapshotHash: string; illustrative: boolean };
    }>('{ publication(number: 1) { snapshot snapshotHash illustrative } }');
    const { snapshot = '{}', snapshotHash, illustrative } = answer.data?.publication ?? {};
    expect(contentHash(domainTags.publication, JSON.parse(snapshot))).toBe(snapshotHash);
    expect(snapshotHash).toBe(result.snapshotHash);
    expect(illustrative).toBe(true);
  });
});
