import { noId } from '../../database/stable-id.js';
import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults } from '../../decision.js';
import { type Fault, fault, faults, ok } from '../../errors.js';
import { cleanText } from '../../language/index.js';
import { rational, toExactString } from '../../scoring/index.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { type AppealContext, appealContext, indicatorIn, rulesOfCycle } from './appeal-context.js';
import { type AppealItem, AppealItemEntity } from './appeal-item.entity.js';
import { type AppealDecision, AppealRulingEntity, AppealVoiceEntity } from './appeal-panel.entity.js';
import { pointsFaults } from './appeal-points.js';
import { mayDecideItem, mayReadAppeal } from './appeal.policy.js';
import { tellAppeal } from './appeal.stream.js';
import { applyRulings } from './apply-rulings.js';
import { presentItems } from './present-points.js';
import { reasonsBounds, reasonsFaults } from './reasons.js';
import { rulingOf } from './ruling.js';

/** What a member of a panel says of an item. */
export interface AppealDecide {
  readonly appealItemId: string | null;
  readonly decision: AppealDecision;
  readonly points?: string | null | undefined;
  readonly reasons: string;
  readonly correctsReading: boolean;
  readonly idempotencyKey?: string | null | undefined;
}

/** What panels decide. */
export class DecideCommand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Keeps what a member of the panel says of an item. The last voice that is needed decides the item, and with the last
   * item the appeal, which is applied at once. Voices on one appeal come one after the other.
   */
  async run(viewer: Viewer, request: AppealDecide): Promise<Outcome<{ appealId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const reasons = cleanText(request.reasons, reasonsBounds);
    return this.unitOfWork.run(
      {
        operation: 'appealDecide',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
        constraints: { appeal_voice_appeal_item_id_account_id_unique: { code: 'ALREADY_DECIDED', path: ['appealItemId'] } },
      },
      async (transaction) => {
        const { em } = transaction;
        const known = await transaction.database
          .selectFrom('appeal_item')
          .select('appeal_id')
          .where('id', '=', request.appealItemId ?? noId)
          .executeTakeFirst();
        const context = known ? await appealContext(transaction, known.appeal_id) : null;
        if (!context || !mayReadAppeal(viewer, context.facts)) {
          return fault('NOT_FOUND', ['appealItemId']);
        }
        const { appeal, facts } = context;
        const item = await em.findOneOrFail(AppealItemEntity, { id: request.appealItemId ?? noId });
        const ruling = await em.findOne(AppealRulingEntity, { appealItemId: item.id });
        const voices = await em.find(AppealVoiceEntity, { appealItemId: item.id });
        const spokenIds = voices.map(({ accountId }) => accountId);
        const decision = mayDecideItem(viewer, { ...facts, decision: ruling?.decision ?? null, spokenIds });
        if (!decision.allowed) {
          return faults(decisionFaults(decision, ['appealItemId']));
        }
        const wrong = [...(await voiceFaults(transaction, context, item, request)), ...reasonsFaults(reasons, ['reasons'])];
        if (!reasons.ok || wrong.length > 0) {
          return faults(wrong);
        }
        const voice = em.create(AppealVoiceEntity, {
          appealItemId: item.id,
          accountId: viewer.accountId,
          decision: request.decision,
          points: typeof request.points === 'string' ? toExactString(rational(request.points)) : null,
          correctsReading: request.correctsReading,
          reasons: reasons.text,
        });
        await em.flush();
        transaction.enter({
          action: 'appeal.voiced',
          subjectType: 'Appeal',
          subjectId: appeal.id,
          body: { itemId: item.itemId, decision: voice.decision, points: voice.points ?? null },
        });
        await conclude(transaction, context, item, [...voices, voice].map((one) => ({ ...one, points: one.points ?? null })));
        return ok({ appealId: appeal.id });
      },
    );
  }
}

/** What is wrong with a voice: points belong to what is granted, as the methodology has them, and lower nothing. */
async function voiceFaults(
  transaction: Transaction,
  { cycle }: AppealContext,
  item: AppealItem,
  { decision, points, correctsReading }: AppealDecide,
): Promise<readonly Fault[]> {
  const given = points ?? null;
  if (decision === 'DISMISSED') {
    return [
      ...(given === null ? [] : [{ code: 'NOT_ADMISSIBLE' as const, path: ['points'] }]),
      ...(correctsReading ? [{ code: 'NOT_ADMISSIBLE' as const, path: ['correctsReading'] }] : []),
    ];
  }
  if (given === null) {
    return [{ code: 'REQUIRED', path: ['points'] }];
  }
  const [present] = await presentItems(transaction.database, { itemId: item.itemId });
  if (!present) {
    return [{ code: 'NOT_FOUND', path: ['appealItemId'] }];
  }
  return pointsFaults(indicatorIn(await rulesOfCycle(transaction, cycle), present.indicatorCode), present, given, ['points']);
}

/** Decides an item by the voices on it, where they are enough, and the appeal with its last item. */
async function conclude(
  transaction: Transaction,
  context: AppealContext,
  item: AppealItem,
  voices: Parameters<typeof rulingOf>[0],
): Promise<void> {
  const { appeal, facts } = context;
  const ruling = rulingOf(voices, facts.panelIds.length);
  if (!ruling) {
    return;
  }
  transaction.em.create(AppealRulingEntity, { appealItemId: item.id, ...ruling, reasons: [...ruling.reasons] });
  await transaction.em.flush();
  transaction.enter({
    action: 'appeal.decided',
    subjectType: 'Appeal',
    subjectId: appeal.id,
    body: { appealId: appeal.id, itemId: item.itemId, decision: ruling.decision, points: ruling.points },
  });
  await applyRulings(transaction, context);
  await tellAppeal(transaction, context, 'ALL', true);
}
