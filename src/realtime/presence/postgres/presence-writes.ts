import { sql } from 'kysely';
import type { Database } from '../../../database/tables.js';
import type { PresentConnection, SessionConnection, StateUpdate } from '../store.js';
import { milliseconds } from './live.js';
import './tables.js';

interface JoinedRow {
  readonly connection: string;
  readonly joined: string;
}

function given(connections: readonly PresentConnection[]): string {
  return JSON.stringify(
    connections.map(({ id, stream, stamp, state, joinedAt }) => ({
      stream,
      connection: id,
      account_id: stamp.accountId,
      person_id: stamp.personId,
      session_id: stamp.sessionId,
      sight: stamp.sight,
      role: stamp.role,
      state,
      joined_at: joinedAt,
    })),
  );
}

/** SQL that puts connections under a lease that lives; whoever comes on another connection has come with the first. */
const put = (lease: string, connections: readonly PresentConnection[], isAlive: ReturnType<typeof sql<boolean>>) => sql`
  insert into rt_presence as p
    (stream, connection, node_id, account_id, person_id, session_id, sight, role, state, joined_at)
  select g.stream, g.connection, ${lease}::uuid, g.account_id, g.person_id, g.session_id, g.sight, g.role, g.state,
    coalesce(
      g.joined_at,
      (select min(o.joined_at) from rt_presence o join rt_node n on n.id = o.node_id
        where o.stream = g.stream and o.person_id = g.person_id and n.lease_until > clock_timestamp()),
      clock_timestamp())
  from jsonb_to_recordset(${given(connections)}::jsonb) as g(
    stream text, connection uuid, account_id uuid, person_id uuid, session_id uuid, sight smallint, role text,
    state text, joined_at timestamptz)
  where ${isAlive}
  on conflict (stream, connection) do update set node_id = excluded.node_id, sight = excluded.sight, role = excluded.role
  returning p.connection, ${milliseconds(sql`p.joined_at`)} as joined`;

function joinedBy(rows: readonly JoinedRow[]): ReadonlyMap<string, Date> {
  return new Map(rows.map(({ connection, joined }) => [connection, new Date(Number(joined))]));
}

/** Takes out a lease in place of another, and puts all of the node's people under it: all of it in one statement. */
export async function registerNode(
  database: Database,
  lease: string,
  before: string | null,
  connections: readonly PresentConnection[],
  milliseconds_: number,
): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await sql<JoinedRow>`
    with ended as (delete from rt_node where id = ${before}::uuid),
    taken as (
      insert into rt_node (id, lease_until)
      values (${lease}::uuid, clock_timestamp() + ${milliseconds_} * interval '1 millisecond')
      on conflict (id) do update set lease_until = excluded.lease_until),
    marked as (insert into rt_presence_mark (node_id) values (${lease}::uuid) on conflict do nothing)
    ${put(lease, connections, sql<boolean>`true`)}
  `.execute(database);
  return joinedBy(rows);
}

/** Writes those who came and deletes those who left, in one statement. Under a lease that has run out nobody comes. */
export async function writePeople(
  database: Database,
  lease: string,
  came: readonly PresentConnection[],
  left: readonly Pick<PresentConnection, 'id' | 'stream'>[],
): Promise<ReadonlyMap<string, Date>> {
  const isAlive = sql<boolean>`exists (select from rt_node where id = ${lease}::uuid and lease_until > clock_timestamp())`;
  const { rows } = await sql<JoinedRow>`
    with gone as (
      delete from rt_presence p using unnest(
        ${left.map(({ stream }) => stream)}::text[], ${left.map(({ id }) => id)}::uuid[]) as l(stream, connection)
      where p.stream = l.stream and p.connection = l.connection)
    ${put(lease, came, isAlive)}
  `.execute(database);
  return joinedBy(rows);
}

/** Gives states to all connections of sessions in streams. */
export async function writeStates(
  database: Database,
  updates: readonly StateUpdate[],
): Promise<readonly SessionConnection[]> {
  const states = updates.map(({ stream, sessionId, state }) => ({ stream, session_id: sessionId, state }));
  const { rows } = await sql<{ stream: string; session_id: string; connection: string }>`
    update rt_presence p set state = g.state, changed_at = clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(states)}::jsonb) as g(stream text, session_id uuid, state text)
    where p.stream = g.stream and p.session_id = g.session_id
      and exists (select from rt_node n where n.id = p.node_id and n.lease_until > clock_timestamp())
    returning p.stream, p.session_id, p.connection
  `.execute(database);
  return rows.map(({ stream, session_id, connection }) => ({ stream, sessionId: session_id, connectionId: connection }));
}

/** Deletes the connections of a session in a stream, and tells how many there were. */
export async function deleteSession(database: Database, stream: string, sessionId: string): Promise<number> {
  const { rows } = await sql`
    delete from rt_presence where stream = ${stream} and session_id = ${sessionId}::uuid returning connection
  `.execute(database);
  return rows.length;
}
