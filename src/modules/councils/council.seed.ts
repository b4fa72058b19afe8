import { stableId } from '../../database/stable-id.js';
import type { Database } from '../../database/tables.js';
import { foldForSearch, sortKey } from '../../language/index.js';
import { councilRecords } from './data/councils.js';
import { seatPlan } from './data/seat-plan.js';

/** Loads the National Council and the 14 territorial councils with their seats; running it again changes nothing. */
export async function seedCouncils(database: Database): Promise<number> {
  await database
    .insertInto('council')
    .values(
      councilRecords.map((record) => ({
        id: stableId('Council', record.code),
        code: record.code,
        kind: record.kind,
        territory_id: record.territoryCode === null ? null : stableId('Territory', record.territoryCode),
        name: JSON.stringify(record.name) as never,
        founded_year: record.foundedYear,
        founding_act: (record.foundingAct && JSON.stringify(record.foundingAct)) as never,
        about: JSON.stringify(record.about) as never,
        address: null,
        phone: null,
        email: null,
        website: null,
        sort_key: sortKey(record.name.uzLatn ?? record.code),
        search_key: Object.values(record.name).map(foldForSearch).join(' '),
        version: 1,
      })),
    )
    .onConflict((conflict) => conflict.column('code').doNothing())
    .execute();
  const territorial = councilRecords.filter((record) => record.kind === 'TERRITORIAL');
  await database
    .insertInto('seat')
    .values(
      territorial.flatMap((record) =>
        seatPlan.map((seat) => ({
          id: stableId('Seat', `${record.code}/${seat.ordinal}`),
          council_id: stableId('Council', record.code),
          function: seat.function,
          category: seat.category,
          title: JSON.stringify(seat.title) as never,
          ordinal: seat.ordinal,
        })),
      ),
    )
    .onConflict((conflict) => conflict.columns(['council_id', 'ordinal']).doNothing())
    .execute();
  return councilRecords.length;
}
