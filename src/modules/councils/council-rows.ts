import type { Selectable } from 'kysely';
import type { Database, Tables } from '../../database/tables.js';
import { type PositionColumn, positionColumn } from '../../realtime/postgres/position-column.js';
import { councilStreamKey } from './council.stream.js';

/** A council as plain rows see it. */
export type CouncilRow = Omit<Selectable<Tables['council']>, 'sort_key' | 'search_key' | 'created_at'> & {
  /** Left out where the field is not selected. */
  readonly position?: PositionColumn | undefined;
};

/** What the fields of the schema are made of; those of the card are small and always read. */
const texts = { name: 'council.name', about: 'council.about', foundingAct: 'council.founding_act' } as const;

const all: ReadonlySet<string> = new Set([...Object.keys(texts), 'position']);

/**
 * Councils with the position of their streams at the same instant. Texts in four languages and the position are read
 * where the operation selects their fields.
 */
export function councilRows(database: Database, fields: ReadonlySet<string> = all) {
  const columns = Object.entries(texts).flatMap(([field, column]) => (fields.has(field) ? [column] : []));
  return database
    .selectFrom('council')
    .select([
      'council.id',
      'council.code',
      'council.kind',
      'council.territory_id',
      'council.founded_year',
      'council.address',
      'council.phone',
      'council.email',
      'council.website',
      'council.updated_at',
      'council.version',
      ...columns,
    ])
    .$if(fields.has('position'), (query) =>
      query.select(positionColumn(councilStreamKey, 'council.id').as('position')),
    )
    .$castTo<CouncilRow>();
}
