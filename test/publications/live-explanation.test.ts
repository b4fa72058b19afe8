import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import type { TracedFigure } from '../../src/publication/trace.js';
import { type Cast, officials, signInCast } from '../rating-sessions/support/cast.js';
import { type JointCycle, openJointCycle } from '../rating-sessions/support/joint-cycle.js';
import { PlayedCycle } from '../rating-sessions/support/play-cycle.js';
import { act } from '../rating-sessions/support/player.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { TestClient } from '../support/client.js';

const councils = ['UZ-AN', 'UZ-BU', 'UZ-FA'];
const raters = ['rater1', 'rater2', 'rater3', 'rater4'];
const judges = 9;

/** Who sees the official points of every council by office. */
const offices = ['agency', 'methodologist', 'approver', 'manager', 'facilitator', 'auditor'];
/** `secretary-uz-fa` is an auditor, too; `rater5` has recused. */
const names = [...raters, 'rater5', 'rater6', ...officials, 'agency', 'methodologist', 'auditor', 'chair-uz-an', 'secretary-uz-fa'];

let running: TestApp;
let cycle: JointCycle;
let play: PlayedCycle;
let client: Cast;

beforeAll(async () => {
  running = await startTestApp();
  cycle = await openJointCycle(running.test, councils, [...raters, 'rater5']);
  await running.test.database
    .insertInto('role_grant')
    .values(['secretary-uz-fa', 'rater5'].map((name) => ({ id: v7(), account_id: demonstrationAccountId(name), role: 'AUDITOR' })) as never)
    .execute();
  const cast = await signInCast([running.url], names);
  const anybody = new TestClient(running.url);
  client = (name) => (name === 'anybody' ? anybody : cast(name));
  for (const council of councils) {
    await act(client('rater5'), 'raterRecuse', { evaluationId: cycle.evaluations.get(council), kind: 'FAMILY' });
  }
  play = new PlayedCycle({ cycle, councils, raters, rounds: 1, disputed: 1, client });
});

afterAll(() => running?.close());

interface Seen {
  readonly explain: readonly TracedFigure[] | null;
  readonly items: readonly { readonly indicatorCode: string; readonly official: { readonly exact: string | null } | null; readonly explain: readonly TracedFigure[] | null }[];
}

const query = `query ($id: ID!) { evaluation(id: $id) { explain { ...F } items { indicatorCode official { exact } explain { ...F } } } }
  fragment F on TracedFigure { figure value rule partOf }`;

/** What somebody sees of a council; null for whom the evaluation is not there. */
async function look(name: string, council: string): Promise<Seen | null> {
  const { data, errors } = await client(name).send<{ evaluation: Seen | null }>(query, { id: cycle.evaluations.get(council) });
  expect(errors).toBeUndefined();
  return data?.evaluation ?? null;
}

const marksIn = (figures: readonly TracedFigure[] | null | undefined): number => (figures ?? []).filter(({ figure }) => figure.startsWith('mark ')).length;

/** To how many marks the explanations of the items of a council lead. */
async function marksOfItems(name: string): Promise<number> {
  const seen = await look(name, 'UZ-AN');
  return (seen?.items ?? []).reduce((sum, { explain }) => sum + marksIn(explain), 0);
}

/** With which figure an explanation of a council begins, how many marks it leads to, and how many items are explained. */
async function reachOf(name: string, council: string): Promise<readonly [string | null, number, number]> {
  const seen = await look(name, council);
  const explained = (seen?.items ?? []).filter(({ explain }) => explain !== null);
  expect(explained.map(({ official }) => official?.exact)).toEqual(explained.map(({ explain }) => explain?.[0]?.value));
  expect((seen?.items ?? []).filter(({ official }) => official !== null)).toEqual(explained);
  return [seen?.explain?.[0]?.figure ?? null, marksIn(seen?.explain), explained.length];
}

async function reaches(council: string): Promise<Readonly<Record<string, readonly [string | null, number, number]>>> {
  const found: Record<string, readonly [string | null, number, number]> = {};
  for (const name of ['anybody', ...names.filter((each) => each !== 'rater2' && each !== 'approver2')]) {
    found[name] = await reachOf(name, council);
  }
  return found;
}

const nothing = [null, 0, 0] as const;
const forAll = <T>(who: readonly string[], value: T): Readonly<Record<string, T>> => Object.fromEntries(who.map((name) => [name, value]));
const strangers = forAll(['anybody', 'rater5', 'rater6'], nothing);

describe('how the figures of a cycle came about', () => {
  it('is told to nobody while marks are hidden, nor before the points are official', async () => {
    await play.markAlone();
    const all = forAll(Object.keys(await reaches('UZ-AN')), nothing);
    expect(await reaches('UZ-AN')).toEqual(all);
    await play.advance('manager', 'DELIBERATION');
    expect(await reaches('UZ-AN')).toEqual(all);
  });

  it('is told of what a session has decided to offices and raters, to nobody of the council', async () => {
    await play.openSession();
    await play.agreeOnTheRest();
    await play.discuss();
    // The measured indicators wait for the preliminary result, and so does the total.
    const decided = [null, 0, judges] as const;
    const expected = { ...strangers, ...forAll([...offices, 'rater1', 'rater3', 'rater4'], decided), 'chair-uz-an': nothing };
    expect(await reaches('UZ-AN')).toEqual({ ...expected, 'secretary-uz-fa': decided });
    // No office shows it to one of the council's own people.
    expect(await reachOf('secretary-uz-fa', 'UZ-FA')).toEqual(nothing);
    expect(await Promise.all(['rater1', 'auditor', 'facilitator', 'manager'].map(marksOfItems))).toEqual([36, 36, 36, 0]);
  });

  it('is told with the preliminary result as far as each may see the marks and the other councils', async () => {
    await play.close();
    await play.advance('approver', 'PRELIMINARY');
    const items = (await look('auditor', 'UZ-AN'))?.items.length ?? 0;
    expect(items).toBeGreaterThan(judges);
    const whole = ['rank', judges * raters.length, items] as const;
    expect(await reaches('UZ-AN')).toEqual({
      ...strangers,
      ...forAll(['agency', 'methodologist', 'approver', 'manager'], ['rank', 0, items]),
      ...forAll(['auditor', 'facilitator', 'rater1', 'rater3', 'rater4', 'secretary-uz-fa'], whole),
      // The council, which may appeal against it: without marks, and without the points of other councils.
      'chair-uz-an': ['published', 0, items],
    });
    expect(await reachOf('secretary-uz-fa', 'UZ-FA')).toEqual(['rank', 0, items]);
    expect(await reachOf('chair-uz-an', 'UZ-BU')).toEqual(nothing);
  });

  it('is the same to the figure as what is published of it, and as the explanation of each item', async () => {
    const live = new Map<string, Seen | null>();
    for (const council of councils) {
      live.set(council, await look('auditor', council));
    }
    await play.advance('manager', 'APPEALS');
    await play.advance('manager', 'FINAL');
    await play.approve();
    const rows = await published(1);
    for (const row of rows) {
      const seen = live.get(row.councilCode);
      const [rank, ...rest] = seen?.explain ?? [];
      expect([rank?.figure, rank?.value, rank?.partOf]).toEqual(['rank', String(row.rank), null]);
      expect(moved(rest.slice(0, row.explain.length))).toEqual(row.explain);
      const others = rows.filter(({ councilCode }) => councilCode !== row.councilCode);
      expect(rest.slice(row.explain.length).toSorted(byFigure)).toEqual(
        others.map((other) => ({ figure: `published ${other.councilCode}`, value: other.published, rule: `rank ${other.rank}`, partOf: 0 })).toSorted(byFigure),
      );
      for (const { explain, indicatorCode } of seen?.items ?? []) {
        const at = row.explain.findIndex(({ figure }) => figure === `indicator ${indicatorCode}`);
        const parts = row.explain.filter(({ partOf }) => partOf === at);
        expect(explain?.map(({ figure, value }) => [figure, value])).toEqual([row.explain[at], ...parts].map((part) => [part?.figure, part?.value]));
        expect(explain?.slice(1).map(({ rule }) => rule)).toEqual(parts.map(({ rule }) => rule));
        expect(explain?.map(({ partOf }) => partOf)).toEqual([null, ...parts.map(() => 0)]);
      }
      expect((await look('auditor', row.councilCode))?.explain).toEqual(seen?.explain);
    }
  });

  it('tells what a correction has replaced, and is what is published after it', async () => {
    const itemId = cycle.items.get('UZ-AN 4.2');
    const exact = (await look('auditor', 'UZ-AN'))?.items.find(({ indicatorCode }) => indicatorCode === '4.2')?.official?.exact;
    const { data } = await client('approver').send<{ publication: { id: string } }>('{ publication(number: 1) { id } }');
    const points = exact === '6' ? '0' : '6';
    const { id, snapshotHash } = await act<{ id: string; snapshotHash: string }>(
      client('approver'),
      'publicationCorrect',
      { id: data?.publication.id, reason: 'Xato', items: [{ itemId, value: { kind: 'POINTS', points, level: null }, reason: 'Xato' }] },
      'publication { id snapshotHash }',
    );
    // What only waits to be approved has changed nothing.
    expect((await look('auditor', 'UZ-AN'))?.explain?.some(isReplaced)).toBe(false);
    for (const name of ['approver', 'approver2']) {
      await act(client(name), 'publicationApprove', { id, snapshotHash });
    }
    const explain = (await look('auditor', 'UZ-AN'))?.explain ?? [];
    expect(explain.filter(isReplaced).map(({ value, partOf }) => [value, explain[partOf ?? 0]?.figure])).toEqual([[exact, 'indicator 4.2']]);
    const row = (await published(2)).find(({ councilCode }) => councilCode === 'UZ-AN');
    expect(plain(explain.slice(1).filter((one) => !isReplaced(one)).slice(0, row?.explain.length))).toEqual(plain(row?.explain ?? []));
    expect([explain[0]?.figure, explain[0]?.value]).toEqual(['rank', String(row?.rank)]);
  });
});

interface Row {
  readonly councilCode: string;
  readonly published: string;
  readonly rank: number;
  readonly explain: readonly TracedFigure[];
}

/** The rows of a publication with their traces, once it is under a checkpoint and has its bundle. */
function published(number: number): Promise<readonly Row[]> {
  return vi.waitFor(
    async () => {
      const { data } = await client('anybody').send<{ publication: { rows: readonly Row[] } }>(
        'query ($number: Int!) { publication(number: $number) { rows { councilCode published rank explain { figure value rule partOf } } } }',
        { number },
      );
      const rows = data?.publication.rows ?? [];
      expect(rows.map(({ explain }) => explain !== null)).toEqual(councils.map(() => true));
      return rows;
    },
    { timeout: 20_000, interval: 200 },
  );
}

const isReplaced = ({ figure }: TracedFigure): boolean => figure === 'settled';
const plain = (figures: readonly TracedFigure[]) => figures.map(({ figure, value, rule }) => ({ figure, value, rule }));

/** A trace without what stands above it. */
const moved = (figures: readonly TracedFigure[]): readonly TracedFigure[] =>
  figures.map((one, at) => ({ ...one, partOf: at === 0 ? null : (one.partOf ?? 0) - 1 }));

const byFigure = (left: TracedFigure, right: TracedFigure): number => (left.figure < right.figure ? -1 : 1);
