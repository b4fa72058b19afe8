import { type RawBuilder, sql } from 'kysely';
import { encodeCursor } from '../cursor.js';
import './tables.js';

/** The value of a position column as JSON gives it. */
export interface PositionColumn {
  readonly key: string;
  readonly epoch: string;
  readonly generation: number;
  readonly seq: number;
}

/**
 * A column with the position of a row's stream: `streamKeyOf` makes its key of the id in the column, and nothing but a
 * beginning is put before the id. Read in the same statement as the row, it is of the same instant: a subscription from
 * there misses nothing of what the row did not yet show.
 */
export function positionColumn(streamKeyOf: (id: string) => string, idColumn: string): RawBuilder<PositionColumn> {
  const streamKey = sql<string>`${sql.lit(streamKeyOf(''))} || ${sql.ref(idColumn)}`;
  return sql<PositionColumn>`(
    select jsonb_build_object(
      'key', ${streamKey},
      'epoch', coalesce(s.epoch, left(replace(c.installation_id::text, '-', ''), 16)),
      'generation', c.generation,
      'seq', coalesce(s.head, 0))
    from rt_cluster c left join rt_stream s on s.key = ${streamKey})`;
}

/** The opaque cursor of a position column. */
export function cursorOfColumn({ key, epoch, generation, seq }: PositionColumn): string {
  return encodeCursor({ streamKey: key, epoch, generation, seq });
}
