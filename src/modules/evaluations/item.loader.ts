import { type Selectable, sql } from 'kysely';
import { defineLoader, grouped, inOrder } from '../../database/loaders.js';
import { noId } from '../../database/stable-id.js';
import type { Tables } from '../../database/tables.js';
import { isBehindToday, type RaterAssignmentState } from '../cycles/index.js';
import type { IndicatorBody, MethodologyBody } from '../methodologies/index.js';
import type { OfficialBasis } from './evaluation-item.entity.js';

/** An item as plain rows see it, with what decides who sees its marks. */
export type ItemRow = Selectable<Tables['evaluation_item']> & {
  readonly council_id: string;
  readonly cycle_id: string;
  readonly cycle_state: Selectable<Tables['rating_cycle']>['state'];
  readonly methodology_version_id: string;
  readonly evidence_is_behind: boolean;
  readonly marks_are_behind: boolean;
  /** Whether the time of the open round has run out, by the database's clock. */
  readonly round_is_over: boolean;
  /** What has taken the place of the settled points; null where nothing has. */
  readonly adjustment: { readonly points: string | null; readonly basis: OfficialBasis; readonly reason: null } | null;
};

/** What a revealed mark says; every column null of a mark that is hidden. */
type OpeningColumns = { readonly [Column in keyof Selectable<Tables['score_opening']>]: Selectable<Tables['score_opening']>[Column] | null };

/** A submitted mark as plain rows see it, with its rater, and with what it says once that was revealed. */
export type ScoreRow = Omit<Selectable<Tables['score']>, 'sealed'> &
  OpeningColumns & {
    readonly rater_id: string;
    readonly pseudonym: string;
    readonly assignment_state: RaterAssignmentState;
    /** What a hidden mark says, under the server's key: of the viewer's own marks alone, null of all others. */
    readonly sealed: string | null;
  };

/** A draft as plain rows see it. */
export type ScoreDraftRow = Selectable<Tables['score_draft']>;

/** A self-assessment as plain rows see it. */
export type SelfAssessmentRow = Selectable<Tables['self_assessment']>;

/** A measurement as plain rows see it. */
export type MeasurementRow = Selectable<Tables['measurement']>;

const isRoundOver = sql<boolean>`coalesce(evaluation_item.round_closes_at <= now(), false)`;

const lastAdjustment = sql<ItemRow['adjustment']>`(
  select jsonb_build_object('points', a.points, 'basis', a.basis, 'reason', null)
  from score_adjustment a where a.item_id = evaluation_item.id order by a.id desc limit 1)`;

/** The items of an evaluation in their order. */
export const itemsOfEvaluation = defineLoader<string, ItemRow[]>(async (database, ids) => {
  const rows = await database
    .selectFrom('evaluation_item')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
    .innerJoin('rating_cycle', 'rating_cycle.id', 'evaluation.cycle_id')
    .selectAll('evaluation_item')
    .select([
      'evaluation.council_id',
      'evaluation.cycle_id',
      'rating_cycle.state as cycle_state',
      'rating_cycle.methodology_version_id',
      isBehindToday('evidence_close_on').as('evidence_is_behind'),
      isBehindToday('scoring_close_on').as('marks_are_behind'),
      isRoundOver.as('round_is_over'),
      lastAdjustment.as('adjustment'),
    ])
    .where('evaluation_item.evaluation_id', 'in', ids)
    .orderBy('evaluation_item.ordinal')
    .execute();
  return grouped(ids, rows, (row) => row.evaluation_id);
});

/** Items by id. */
export const itemById = defineLoader<string, ItemRow | null>(async (database, ids) => {
  const rows = await database
    .selectFrom('evaluation_item')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
    .innerJoin('rating_cycle', 'rating_cycle.id', 'evaluation.cycle_id')
    .selectAll('evaluation_item')
    .select([
      'evaluation.council_id',
      'evaluation.cycle_id',
      'rating_cycle.state as cycle_state',
      'rating_cycle.methodology_version_id',
      isBehindToday('evidence_close_on').as('evidence_is_behind'),
      isBehindToday('scoring_close_on').as('marks_are_behind'),
      isRoundOver.as('round_is_over'),
      lastAdjustment.as('adjustment'),
    ])
    .where('evaluation_item.id', 'in', ids)
    .execute();
  return inOrder(ids, rows, (row) => row.id);
});

/** The marks of an item, with what is hidden of one rater's own. */
export interface ScoresKey {
  readonly itemId: string;
  /** The account of the viewer; null for nobody's. */
  readonly raterId: string | null;
}

/** The marks of an item, replaced and void ones too, in the order of the pseudonyms; visibility is for the caller. */
export const scoresOfItem = defineLoader<ScoresKey, ScoreRow[]>(
  async (database, keys) => {
    const own = keys[0]?.raterId ?? noId;
    const rows = await database
      .selectFrom('score')
      .innerJoin('rater_assignment', 'rater_assignment.id', 'score.assignment_id')
      .leftJoin('score_opening', 'score_opening.score_id', 'score.id')
      .selectAll('score_opening')
      .select(['score.id', 'score.assignment_id', 'score.item_id', 'score.round', 'score.state', 'score.commitment_hash', 'score.created_at'])
      .select(['rater_assignment.rater_id', 'rater_assignment.pseudonym', 'rater_assignment.state as assignment_state'])
      .select((eb) =>
        eb
          .case()
          .when(eb.and([eb('rater_assignment.rater_id', '=', own), eb('score_opening.score_id', 'is', null)]))
          .then(eb.ref('score.sealed'))
          .end()
          .as('sealed'),
      )
      .where('score.item_id', 'in', keys.map(({ itemId }) => itemId))
      .orderBy('rater_assignment.pseudonym')
      .orderBy('score.round')
      .orderBy('score.created_at')
      .execute();
    return grouped(keys.map(({ itemId }) => itemId), rows, (row) => row.item_id);
  },
  // One viewer asks in a request.
  ({ itemId, raterId }) => `${itemId} ${raterId ?? ''}`,
);

/** The revealed marks of a round of an item, with the void ones of those who have left. */
export const marksOfRound = defineLoader<{ readonly itemId: string; readonly round: number }, ScoreRow[]>(
  async (database, keys) => {
    const rows = await database
      .selectFrom('score')
      .innerJoin('rater_assignment', 'rater_assignment.id', 'score.assignment_id')
      .innerJoin('score_opening', 'score_opening.score_id', 'score.id')
      .selectAll('score_opening')
      .select(['score.id', 'score.assignment_id', 'score.item_id', 'score.round', 'score.state', 'score.commitment_hash', 'score.created_at'])
      .select(['rater_assignment.rater_id', 'rater_assignment.pseudonym', 'rater_assignment.state as assignment_state'])
      .select(sql<string | null>`null`.as('sealed'))
      .where('score.item_id', 'in', [...new Set(keys.map(({ itemId }) => itemId))])
      .where('score.state', 'in', ['REVEALED', 'LOCKED', 'VOID'])
      .orderBy('rater_assignment.pseudonym')
      .execute();
    return keys.map((key) => rows.filter((row) => row.item_id === key.itemId && row.round === key.round));
  },
  ({ itemId, round }) => `${itemId} ${round}`,
);

/** A rater's draft of an item, in the round that is open, else in the first. */
export interface DraftKey {
  readonly itemId: string;
  readonly raterId: string;
}

/** Drafts by item and rater. */
export const draftOf = defineLoader<DraftKey, ScoreDraftRow | null>(
  async (database, keys) => {
    const rows = await database
      .selectFrom('score_draft')
      .innerJoin('rater_assignment', 'rater_assignment.id', 'score_draft.assignment_id')
      .innerJoin('evaluation_item', 'evaluation_item.id', 'score_draft.item_id')
      .selectAll('score_draft')
      .select('rater_assignment.rater_id')
      .where((eb) => eb('score_draft.round', '=', eb.fn.coalesce('evaluation_item.open_round', 'evaluation_item.revealed_round', eb.lit(0))))
      .where('score_draft.item_id', 'in', [...new Set(keys.map((key) => key.itemId))])
      .where('rater_assignment.rater_id', 'in', [...new Set(keys.map((key) => key.raterId))])
      .execute();
    return keys.map((key) => rows.find((row) => row.item_id === key.itemId && row.rater_id === key.raterId) ?? null);
  },
  (key) => `${key.itemId} ${key.raterId}`,
);

/** The self-assessment of an item; whoever asks: visibility is for the caller. */
export const selfAssessmentOfItem = defineLoader<string, SelfAssessmentRow | null>(async (database, ids) => {
  const rows = await database.selectFrom('self_assessment').selectAll().where('item_id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.item_id);
});

/** The newest measurement of an item. */
export const measurementOfItem = defineLoader<string, MeasurementRow | null>(async (database, ids) => {
  const rows = await database
    .selectFrom('measurement')
    .selectAll()
    .distinctOn('item_id')
    .where('item_id', 'in', ids)
    .orderBy('item_id')
    .orderBy('id', 'desc')
    .execute();
  return inOrder(ids, rows, (row) => row.item_id);
});

/**
 * Who rates an evaluation, and who may come to rate it: assigned and not declared yet, or with a conflict that may still
 * be cleared. Accounts.
 */
export interface Raters {
  readonly rating: readonly string[];
  readonly declaring: readonly string[];
}

/** The raters of evaluations. */
export const ratersOf = defineLoader<string, Raters>(async (database, ids) => {
  const rows = await database
    .selectFrom('rater_assignment')
    .select(['evaluation_id', 'rater_id', 'state'])
    .where('evaluation_id', 'in', ids)
    .where('state', 'in', ['DECLARING', 'CONFLICTED', 'ACTIVE', 'COMPLETED'])
    .execute();
  return grouped(ids, rows, (row) => row.evaluation_id).map((group) => {
    const { declaring = [], rating = [] } = Object.groupBy(group, ({ state }) =>
      state === 'DECLARING' || state === 'CONFLICTED' ? 'declaring' : 'rating',
    );
    return { rating: rating.map((row) => row.rater_id), declaring: declaring.map((row) => row.rater_id) };
  });
});

/** How far the marking of an evaluation has come: raters with every mark submitted, of all who came to mark. */
export interface Progress {
  readonly submitted: number;
  readonly assigned: number;
  /** Those of them whose assignment is in force. */
  readonly remaining: number;
}

/**
 * Progress by evaluation; for managers alone. A rater who leaves over a conflict of interest stays in both numbers until
 * the scoring is closed: "1 of 5" that became "0 of 4" would tell whose the one was.
 */
export const progressOf = defineLoader<string, Progress>(async (database, ids) => {
  const rows = await database
    .selectFrom('rater_assignment')
    .innerJoin('evaluation', 'evaluation.id', 'rater_assignment.evaluation_id')
    .innerJoin('rating_cycle', 'rating_cycle.id', 'evaluation.cycle_id')
    .select((eb) => [
      'rater_assignment.evaluation_id',
      'rater_assignment.id',
      'rater_assignment.state',
      eb
        .selectFrom('score')
        .select((inner) => inner.fn.countAll<string>().as('marks'))
        .whereRef('score.assignment_id', '=', 'rater_assignment.id')
        .where('score.round', '=', 0)
        .where('score.state', 'in', ['COMMITTED', 'REVEALED', 'LOCKED', 'VOID'])
        .as('marks'),
      eb
        .selectFrom('evaluation_item')
        .select((inner) => inner.fn.countAll<string>().as('items'))
        .whereRef('evaluation_item.evaluation_id', '=', 'rater_assignment.evaluation_id')
        // Those that raters judge: open now, or revealed once. Measured ones are neither.
        .where((inner) =>
          inner.or([inner('evaluation_item.state', '=', 'OPEN'), inner('evaluation_item.revealed_at', 'is not', null)]),
        )
        .as('items'),
    ])
    .where('rater_assignment.evaluation_id', 'in', ids)
    .where((eb) => {
      const wasCleared = eb.exists(
        eb
          .selectFrom('conflict_declaration')
          .select('conflict_declaration.id')
          .whereRef('conflict_declaration.evaluation_id', '=', 'rater_assignment.evaluation_id')
          .whereRef('conflict_declaration.rater_id', '=', 'rater_assignment.rater_id')
          .where('conflict_declaration.decision', '=', 'CLEARED'),
      );
      const hasLeft = eb.and([
        eb('rating_cycle.state', '=', 'SCORING'),
        eb('rater_assignment.state', 'in', ['CONFLICTED', 'RECUSED']),
        wasCleared,
      ]);
      return eb.or([eb('rater_assignment.state', 'in', ['ACTIVE', 'COMPLETED']), hasLeft]);
    })
    .execute();
  return grouped(ids, rows, (row) => row.evaluation_id).map((group) => ({
    assigned: group.length,
    remaining: group.filter((row) => row.state === 'ACTIVE' || row.state === 'COMPLETED').length,
    submitted: group.filter((row) => Number(row.items) > 0 && Number(row.marks) >= Number(row.items)).length,
  }));
});

/** The indicator of an item in the body that its cycle is bound to. */
export function indicatorOf(body: MethodologyBody, indicatorCode: string): IndicatorBody {
  const indicator = body.indicators.find((candidate) => candidate.code === indicatorCode);
  if (!indicator) {
    throw new Error(`the methodology has no indicator ${indicatorCode}`);
  }
  return indicator;
}
