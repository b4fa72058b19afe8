import { stableId } from '../../database/stable-id.js';
import type { Database } from '../../database/tables.js';
import { sortKey } from '../../language/index.js';
import { territoryRecords } from './data/territories.js';

/** Loads the 14 territories; running it again changes nothing. Answers how many there are. */
export async function seedTerritories(database: Database): Promise<number> {
  await database
    .insertInto('territory')
    .values(
      territoryRecords.map((record) => ({
        id: stableId('Territory', record.code),
        code: record.code,
        soato: record.soato,
        kind: record.kind,
        name: JSON.stringify(record.name) as never,
        short_name: JSON.stringify(record.shortName) as never,
        administrative_centre: record.administrativeCentre,
        district_count: record.districtCount,
        city_count: record.cityCount,
        sort_key: sortKey(record.shortName.uzLatn ?? record.code),
      })),
    )
    .onConflict((conflict) => conflict.column('code').doNothing())
    .execute();
  return territoryRecords.length;
}
