import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playStory, type StoryResult } from '../../src/cli/demonstration/story.js';
import { contentHash, domainTags } from '../../src/ledger/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { TestClient } from '../support/client.js';

let running: TestApp;
let result: StoryResult;
const lines: string[] = [];

beforeAll(async () => {
  running = await startTestApp();
  result = await playStory({ url: running.url, say: (line) => void lines.push(line), councilCodes: ['UZ-AN', 'UZ-BU', 'UZ-XO'] });
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
    expect([result.resumed, result.losses]).toEqual([1, 0]);
    const streams = Map.groupBy(result.watched, ({ stream }) => stream);
    expect([...streams.keys()]).toEqual(['cycle', 'Andijan Region', 'manager']);
    for (const events of streams.values()) {
      const seqs = events.map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.map((_, at) => (seqs[0] ?? 0) + at));
    }
    const typesOf = (stream: string) => new Set(streams.get(stream)?.map(({ type }) => type));
    expect(result.watched.filter(({ type }) => type === 'SubmissionProgressed')).toHaveLength(9);
    expect(typesOf('cycle')).toEqual(new Set(['RatingCycleAdvanced', 'PublicationStaged', 'PublicationPublished']));
    expect([...typesOf('Andijan Region')]).toEqual(
      expect.arrayContaining(['EvidenceAdded', 'EvidenceDecided', 'EvaluationAdvanced', 'MarksRevealed', 'OfficialPointsSet']),
    );
  });

  it('was told in short lines, each event under the step that caused it, none of them without its council', () => {
    const watched = lines.filter((line) => line.includes('[watcher]'));
    expect(watched).toHaveLength(result.watched.length + 1);
    expect(watched.filter((line) => line.length > 100)).toEqual([]);
    expect(watched.filter((line) => /Andijan Region: \d of 3 raters submitted/.test(line))).toHaveLength(3);
    const places = ['3. ', 'evidence came in', '4. ', 'the cycle is SCORING', '5. ', '6. ', 'none lost', '7. ', 'all marks are revealed', '8. ', '9. ', 'is published'];
    expect(watched.filter((line) => line.includes('; 3 missed events came, none lost'))).toHaveLength(1);
    const found = places.map((words) => lines.findIndex((line) => line.includes(words)));
    expect(found).toEqual(found.toSorted((one, other) => one - other));
    expect(found).not.toContain(-1);
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
