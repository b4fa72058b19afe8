import { sql } from 'kysely';
import type { Database } from '../../database/tables.js';
import { briefList } from '../../language/index.js';
import type { CycleEffects } from '../cycles/index.js';

/** What holds up a cycle: its table is not final before every appeal is decided and every check is done. */
export const appealEffects: CycleEffects = {
  async apply({ database }, { cycle, to }) {
    if (to !== 'FINAL') {
      return [];
    }
    const open = [...(await undecidedAppeals(database, cycle.id)), ...(await openTasks(database, cycle.id))];
    return open.length === 0 ? [] : [{ code: 'APPEALS_OPEN', path: ['to'], parameters: { where: briefList(open) } }];
  },
};

const councilCode = sql<string>`evaluation.council_snapshot ->> 'code'`.as('code');

/**
 * The councils whose appeals wait for somebody: a draft that was never filed waits for nobody, one that was found
 * inadmissible only while a complaint is not answered.
 */
async function undecidedAppeals(database: Database, cycleId: string): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('appeal')
    .innerJoin('evaluation', 'evaluation.id', 'appeal.evaluation_id')
    .select(councilCode)
    .where('evaluation.cycle_id', '=', cycleId)
    .where((eb) =>
      eb.or([
        eb('appeal.state', 'in', ['FILED', 'ADMISSIBLE', 'IN_PANEL']),
        eb.and([eb('appeal.state', '=', 'INADMISSIBLE'), eb('appeal.complaint', 'is not', null)]),
      ]),
    )
    .orderBy('evaluation.sort_key')
    .execute();
  return rows.map(({ code }) => code);
}

/** The items that are still to be checked, by the codes of council and indicator. */
async function openTasks(database: Database, cycleId: string): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('equal_treatment_task')
    .innerJoin('evaluation_item', 'evaluation_item.id', 'equal_treatment_task.item_id')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
    .select([councilCode, 'evaluation_item.indicator_code'])
    .where('evaluation.cycle_id', '=', cycleId)
    .where('equal_treatment_task.state', '<>', 'DONE')
    .orderBy('evaluation.sort_key')
    .orderBy('evaluation_item.ordinal')
    .execute();
  return rows.map((row) => `${row.code} ${row.indicator_code}`);
}
