import { type RawBuilder, sql } from 'kysely';

/** SQL of the nodes whose lease lives, by the database's clock: `id`, and whether their people are in the table. */
export const liveNodes = sql`
  select n.id, m.node_id is not null as is_kept
  from rt_node n left join rt_presence_mark m on m.node_id = n.id
  where n.lease_until > clock_timestamp()`;

/**
 * SQL of the people in streams, one line a person: of several connections the state that was given last counts, and the
 * first to have come.
 * @param where a condition on `rt_presence p`
 */
export function presentPeople(where: RawBuilder<boolean>): RawBuilder<unknown> {
  return sql`
    select distinct on (p.stream, p.person_id) p.stream, p.person_id, p.account_id, p.sight, p.role, p.state,
      min(p.joined_at) over (partition by p.stream, p.person_id) as joined_at,
      count(*) over (partition by p.stream, p.person_id) as connections
    from rt_presence p join (${liveNodes}) l on l.id = p.node_id
    where ${where}
    order by p.stream, p.person_id, (p.state is null), p.changed_at desc, p.connection`;
}

/** SQL of an instant in whole milliseconds. */
export const milliseconds = (instant: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`floor(extract(epoch from ${instant}) * 1000)::bigint::text`;
