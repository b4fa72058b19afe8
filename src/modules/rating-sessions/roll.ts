import type { Transaction } from '../../database/unit-of-work.js';
import { marksInRound } from '../evaluations/index.js';
import type { RatingRound, RoundRoll } from './rating-round.entity.js';
import { ratersTakingPart, ratersTakingPartAt, type SessionContext } from './session-context.js';

/** A session with the item whose round is counted. */
type ItemOfSession = SessionContext & { readonly item: { readonly id: string; readonly evaluationId: string } };

/**
 * What the raters of a round did, at its reveal: who marked; who passed; who was there when it closed and did neither; who
 * was not there; who was assigned and has recused. Five different things, and none of the last four is a mark.
 */
export async function rollOf(transaction: Transaction, context: ItemOfSession, round: RatingRound): Promise<RoundRoll> {
  const { evaluationId, id: itemId } = context.item;
  const entitled = context.raters.filter((rater) => rater.evaluationId === evaluationId).length;
  const marked = await marksInRound(transaction, itemId, round.number, 'REVEALED');
  const passed = await passesInRound(transaction, context, round);
  const responders = await respondersIn(transaction, itemId, round);
  const there = await ratersTakingPartAt(transaction, context, evaluationId, round.closedAt ?? transaction.now);
  const silent = there.filter(({ assignmentId }) => !responders.has(assignmentId)).length;
  const { recused } = await transaction.database
    .selectFrom('rater_assignment')
    .select((eb) => eb.fn.countAll<string>().as('recused'))
    .where('evaluation_id', '=', evaluationId)
    .where('state', '=', 'RECUSED')
    .executeTakeFirstOrThrow();
  return { marked, passed, silent, absent: entitled - marked - passed - silent, recused: Number(recused) };
}

/**
 * Whether every rater of the council who is there has marked or passed: then nobody is kept from it by closing the round
 * before its time. Which of the two each has done does not show in it.
 */
export async function haveAllResponded(transaction: Transaction, context: ItemOfSession, round: RatingRound): Promise<boolean> {
  const responders = await respondersIn(transaction, context.item.id, round);
  return ratersTakingPart(context, context.item.evaluationId).every(({ assignmentId }) => responders.has(assignmentId));
}

/** The assignments that have a mark or a pass in a round. */
async function respondersIn({ database }: Transaction, itemId: string, round: RatingRound): Promise<ReadonlySet<string>> {
  const rows = await database
    .selectFrom('score')
    .select('assignment_id')
    .where('item_id', '=', itemId)
    .where('round', '=', round.number)
    .where('state', 'in', ['COMMITTED', 'REVEALED'])
    .union(database.selectFrom('round_pass').select('assignment_id').where('round_id', '=', round.id))
    .execute();
  return new Set(rows.map((row) => row.assignment_id));
}

/** How many raters have passed. Whoever has marked all the same, before or after, has marked. */
async function passesInRound({ database }: Transaction, { item }: ItemOfSession, round: RatingRound): Promise<number> {
  const { count } = await database
    .selectFrom('round_pass')
    .innerJoin('rater_assignment', 'rater_assignment.id', 'round_pass.assignment_id')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('round_pass.round_id', '=', round.id)
    .where('rater_assignment.state', 'in', ['ACTIVE', 'COMPLETED'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('score')
            .select('score.id')
            .whereRef('score.assignment_id', '=', 'round_pass.assignment_id')
            .where('score.item_id', '=', item.id)
            .where('score.round', '=', round.number)
            .where('score.state', 'in', ['COMMITTED', 'REVEALED']),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(count);
}
