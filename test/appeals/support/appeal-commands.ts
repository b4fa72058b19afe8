import { UnitOfWork } from '../../../src/database/unit-of-work.js';
import { AppealStepsCommand, DecideCommand, DraftCommand, EqualTreatmentCommand, PanelCommand } from '../../../src/modules/appeals/index.js';
import type { TestDatabase } from '../../support/database.js';
import { viewerOf } from '../../support/scoring.js';
import { manager, must, ofCouncil, type PreparedAppeals } from './prepared-appeals.js';

/** The raters who make a panel: none of them has rated UZ-AN. rater4 has rated UZ-FA. */
export const panel = ['rater4', 'rater5', 'rater6'].map((name) => viewerOf(name, 'RATER'));

/** The states that an appeal can be brought to. */
export type Stage = 'DRAFT' | 'FILED' | 'INADMISSIBLE' | 'COMPLAINED' | 'ADMISSIBLE' | 'IN_PANEL';

/** The commands on appeals, and how an appeal of UZ-AN comes to a state. */
export function appealCommands({ orm, database }: TestDatabase, prepared: PreparedAppeals) {
  const unitOfWork = new UnitOfWork(orm, () => {});
  const drafts = new DraftCommand(unitOfWork);
  const steps = new AppealStepsCommand(unitOfWork);
  const panels = new PanelCommand(unitOfWork);
  const decisions = new DecideCommand(unitOfWork);
  const checks = new EqualTreatmentCommand(unitOfWork);
  const own = prepared.councils['UZ-AN'];
  const chair = ofCouncil(own, 'chair-uz-an', 'CHAIR', 'MEMBER');
  const secretary = ofCouncil(own, 'secretary-uz-an', 'SECRETARY');
  const reasons = 'Sinov uchun';

  /** An item of UZ-AN as a draft has it. */
  const item = (code: string, more: object = {}) => ({
    itemId: own.items.get(code) ?? '',
    grounds: ['FACTUAL_ERROR' as const],
    requestedPoints: null,
    statement: 'Sinov uchun',
    evidence: [],
    ...more,
  });
  const version = async (appealId: string): Promise<number> => {
    const row = database.selectFrom('appeal').select('version').where('id', '=', appealId);
    return (await row.executeTakeFirstOrThrow()).version;
  };
  const bring = async (stage: Stage, items: readonly ReturnType<typeof item>[]): Promise<string> => {
    const { appealId } = must(await drafts.run(secretary, { evaluationId: own.evaluationId, items }));
    if (stage === 'DRAFT') {
      return appealId;
    }
    must(await steps.file(chair, { appealId, version: await version(appealId) }));
    if (stage === 'INADMISSIBLE' || stage === 'COMPLAINED') {
      must(await steps.admit(manager, { appealId, admissible: false, reasons }));
      if (stage === 'COMPLAINED') {
        must(await steps.complain(chair, { appealId, reasons }));
      }
    }
    if (stage === 'ADMISSIBLE' || stage === 'IN_PANEL') {
      must(await steps.admit(manager, { appealId, admissible: true, reasons }));
    }
    if (stage === 'IN_PANEL') {
      must(await panels.assign(manager, { appealId, accountIds: panel.map(({ accountId }) => accountId) }));
    }
    return appealId;
  };
  const itemsOf = async (appealId: string): Promise<readonly string[]> => {
    const rows = await database.selectFrom('appeal_item').select('id').where('appeal_id', '=', appealId).orderBy('ordinal').execute();
    return rows.map(({ id }) => id);
  };
  const stateOf = async (appealId: string): Promise<string> => {
    const row = database.selectFrom('appeal').select('state').where('id', '=', appealId);
    return (await row.executeTakeFirstOrThrow()).state;
  };
  return { drafts, steps, panels, decisions, checks, chair, secretary, item, version, bring, itemsOf, stateOf, reasons };
}
