import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { Database } from '../../src/database/tables.js';
import { decodeNodeIdOf } from '../../src/relay/nodes/node-id.js';
import { officials, present, signInCast } from '../rating-sessions/support/cast.js';
import { openJointCycle } from '../rating-sessions/support/joint-cycle.js';
import { PlayedCycle } from '../rating-sessions/support/play-cycle.js';
import { judged } from '../rating-sessions/support/play-marks.js';
import { act, commitmentOf, draftOf, tell } from '../rating-sessions/support/player.js';
import { signIn } from '../support/client.js';
import { expectChained } from './support/chained.js';
import { drill, patience } from './support/drill.js';
import { inForm } from './support/form.js';
import { seededDatabase, startGround } from './support/ground.js';

const repetitions = inForm({ short: 20, long: 200 });
const raters = ['rater1', 'rater2', 'rater3', 'rater4', 'rater5'];

/** Who recuses, and comes back for the next time; their round-0 marks stay out. */
const leaver = 'rater5';

/** Who marks while the round is being closed. */
const late = 'rater4';

/** Takes a recusal back, as nobody can: the next repetition needs the rater again. */
async function undoRecusal(database: Database, evaluationId: string, assignmentId: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`set local session_replication_role = replica`.execute(transaction);
    await transaction.deleteFrom('conflict_declaration').where('evaluation_id', '=', evaluationId).where('source', '=', 'SELF').where('decision', '=', 'CONFIRMED').execute();
    await transaction.updateTable('rater_assignment').set({ state: 'ACTIVE' }).where('id', '=', assignmentId).execute();
  });
}

it('R2 a mark against the close of its round, a close against a close, a recusal against a reveal: one of them is first, and the record says so', { timeout: patience }, drill(async (context) => {
  const test = await seededDatabase(context);
  const { database } = test;
  const rounds = 3;
  const items = Math.ceil(repetitions / rounds);
  const known = await database.selectFrom('council').select('code').where('kind', '=', 'TERRITORIAL').orderBy('code').execute();
  const councils = known.map(({ code }) => code).slice(0, Math.ceil(items / judged.length));
  const cycle = await openJointCycle(test, councils, raters);
  const { nodes } = await startGround(context, { count: 2, on: test });
  const urls = nodes.urls();
  const client = await signInCast(urls, [...raters, ...officials]);
  const lead = [client('facilitator'), await signIn(urls[1] ?? '', 'facilitator')] as const;
  const played = new PlayedCycle({ cycle, councils, raters, rounds, disputed: judged.length, client });
  await played.markAlone();
  await played.advance('manager', 'DELIBERATION');
  await played.openSession();
  // A round is closed early when all who are there have responded: whoever marks late is not among them.
  await act(client(late), 'checkOut', { id: played.sessionId });
  const agenda = (await played.agenda()).filter(({ state }) => state === 'DISCUSSION').slice(0, items);
  expect(agenda).toHaveLength(items);

  const outcomes = { markFirst: 0, closeFirst: 0, revealFirst: 0, recusalFirst: 0 };
  let done = 0;
  for (const item of agenda) {
    const { id } = item;
    const council = item.council.code;
    const evaluationId = cycle.evaluations.get(council) ?? '';
    await act(lead[0], 'ratingSessionItemActivate', { id, term: 1 });
    for (let round = 1; round <= rounds && done < repetitions; round += 1, done += 1) {
      const words = `${council} ${item.indicatorCode} round ${round}`;
      await act(lead[0], 'ratingSessionItemOpenRound', { id, term: 1, durationMs: 600_000 });
      const mark = (at: number) => played.mark(at, council, item.indicatorCode, round);
      await Promise.all(raters.map((name, at) => act(client(name), 'scoreSave', draftOf(mark(at)))));
      const submit = (at: number) => tell(client(raters[at] ?? ''), 'scoreSubmit', { evaluationId, commitments: [commitmentOf(mark(at))] });
      for (const at of [0, 1, 2, 4]) {
        expect((await submit(at)).codes).toEqual([]);
      }

      const [lastMark, ...closes] = await Promise.all([submit(raters.indexOf(late)), ...lead.map((each) => tell(each, 'ratingSessionItemCloseRound', { id, term: 1 }))]);
      expect([words, closes.map(({ codes }) => codes.join(' ')).toSorted()]).toEqual([words, ['', 'INVALID_STATE']]);
      expect([[], ['ITEM_NOT_OPEN']]).toContainEqual(lastMark.codes);
      const isIn = lastMark.codes.length === 0;
      outcomes[isIn ? 'markFirst' : 'closeFirst'] += 1;

      const [revealed, recused] = await Promise.all([
        tell<{ rounds: { number: number; roll: Record<string, number> }[] } | null>(lead[0], 'ratingSessionItemReveal', { id, term: 1 }, 'ratingSessionItem { rounds { number roll { marked passed silent absent recused } } }'),
        tell(client(leaver), 'raterRecuse', { evaluationId, kind: 'FAMILY' }),
      ]);
      expect([words, revealed.codes, recused.codes]).toEqual([words, [], []]);
      const itemId = decodeNodeIdOf('EvaluationItem', cycle.items.get(`${council} ${item.indicatorCode}`) ?? '') ?? '';
      const marks = await database
        .selectFrom('score')
        .innerJoin('rater_assignment', 'rater_assignment.id', 'score.assignment_id')
        .select(['score.state', 'score.assignment_id', 'score.commitment_hash', 'rater_assignment.state as assignment'])
        .where('score.item_id', '=', itemId)
        .where('score.round', '=', round)
        .execute();
      const own = present(marks.find(({ assignment }) => assignment === 'RECUSED'), 'nobody has recused');
      expect(own.state).toBe('VOID');
      const { body } = await database
        .selectFrom('ledger_entry')
        .select('body')
        .where('action', '=', 'marks.revealed')
        .where('subject_id', '=', itemId)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow();
      const told = (body as { readonly commitments: readonly string[] }).commitments;
      const isRevealFirst = told.includes(own.commitment_hash);
      outcomes[isRevealFirst ? 'revealFirst' : 'recusalFirst'] += 1;
      const others = marks.filter((each) => each !== own);
      expect(others.map(({ state }) => state)).toEqual(others.map(() => 'REVEALED'));
      expect(others).toHaveLength(isIn ? 4 : 3);
      const roll = await database
        .selectFrom('rating_round')
        .innerJoin('session_item', 'session_item.id', 'rating_round.session_item_id')
        .select('roll')
        .where('session_item.item_id', '=', itemId)
        .where('rating_round.number', '=', round)
        .executeTakeFirstOrThrow();
      const counted = others.length + (isRevealFirst ? 1 : 0);
      expect(told.toSorted()).toEqual([...others, ...(isRevealFirst ? [own] : [])].map(({ commitment_hash }) => commitment_hash).toSorted());
      expect([words, roll.roll]).toEqual([
        words,
        { marked: counted, passed: 0, silent: 0, absent: (isRevealFirst ? 5 : 4) - counted, recused: isRevealFirst ? 0 : 1 },
      ]);
      await undoRecusal(database, decodeNodeIdOf('Evaluation', evaluationId) ?? '', own.assignment_id);
      if (round < rounds) {
        await act(lead[0], 'ratingSessionItemDiscuss', { id, term: 1 });
      }
    }
  }
  context.tell(`${done} times: ${JSON.stringify(outcomes)}`);
  await expectChained(context, database);
}));
