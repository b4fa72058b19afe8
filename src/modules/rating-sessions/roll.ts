import type { Transaction } from '../../database/unit-of-work.js';
import { marksInRound } from '../evaluations/index.js';
import type { RatingRound, RoundRoll } from './rating-round.entity.js';
import type { SessionContext } from './session-context.js';

/** A session with the item whose round is counted. */
type ItemOfSession = SessionContext & { readonly item: { readonly id: string; readonly evaluationId: string } };

/**
 * What the raters of a round did, at its reveal: who marked; who passed; who did neither is absent; who was assigned and
 * has recused. Four different things, and none of the last three is a mark.
 */
export async function rollOf(transaction: Transaction, context: ItemOfSession, round: RatingRound): Promise<RoundRoll> {
  const { evaluationId, id: itemId } = context.item;
  const entitled = context.raters.filter((rater) => rater.evaluationId === evaluationId).length;
  const marked = await marksInRound(transaction, itemId, round.number, 'REVEALED');
  const passed = await passesInRound(transaction, context, round);
  const { recused } = await transaction.database
    .selectFrom('rater_assignment')
    .select((eb) => eb.fn.countAll<string>().as('recused'))
    .where('evaluation_id', '=', evaluationId)
    .where('state', '=', 'RECUSED')
    .executeTakeFirstOrThrow();
  return { marked, passed, absent: entitled - marked - passed, recused: Number(recused) };
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
