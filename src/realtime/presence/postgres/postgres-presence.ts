import { sql } from 'kysely';
import type { Database } from '../../../database/tables.js';
import { presenceLimits } from '../limits.js';
import type { LeaseAnswer, PresenceStore, PresentConnection, RoomsLook, SessionConnection, StateUpdate } from '../store.js';
import { deleteSession, registerNode, writePeople, writeStates } from './presence-writes.js';
import { lookAtRooms } from './room-look.js';
import './tables.js';

interface RenewalRow {
  readonly is_alive: boolean;
  readonly is_kept: boolean;
  readonly others: Readonly<Record<string, number>> | null;
}

/** Presence in PostgreSQL. All times are those of its clock. */
export class PostgresPresence implements PresenceStore {
  constructor(
    private readonly database: Database,
    /** Milliseconds of a lease. */
    private readonly leaseTime: number = presenceLimits.lease,
  ) {}

  register(
    lease: string,
    before: string | null,
    connections: readonly PresentConnection[],
  ): Promise<ReadonlyMap<string, Date>> {
    return registerNode(this.database, lease, before, connections, this.leaseTime);
  }

  async renew(lease: string): Promise<LeaseAnswer> {
    const { rows } = await sql<RenewalRow>`
      with renewed as (
        update rt_node set lease_until = clock_timestamp() + ${this.leaseTime} * interval '1 millisecond'
        where id = ${lease}::uuid and lease_until > clock_timestamp()
        returning id)
      select exists (select from renewed) as is_alive,
        exists (select from rt_presence_mark where node_id = ${lease}::uuid) as is_kept,
        (select jsonb_object_agg(id, greatest(extract(epoch from lease_until - clock_timestamp()) * 1000, 0)) from rt_node
          where id <> ${lease}::uuid and lease_until > clock_timestamp()) as others
    `.execute(this.database);
    const [row] = rows;
    return {
      isAlive: row?.is_alive ?? false,
      isKept: row?.is_kept ?? false,
      others: new Map(Object.entries(row?.others ?? {})),
    };
  }

  async release(lease: string, milliseconds: number): Promise<void> {
    await sql`
      update rt_node set lease_until = least(lease_until, clock_timestamp() + ${milliseconds} * interval '1 millisecond')
      where id = ${lease}::uuid
    `.execute(this.database);
  }

  async sweep(): Promise<void> {
    // A node whose lease has just ended may still be asked for by those who saw it live.
    await sql`
      with dead as (
        select id from rt_node where lease_until < clock_timestamp() - interval '1 minute'),
      people as (
        delete from rt_presence p where not exists (
          select from rt_node n where n.id = p.node_id and n.lease_until > clock_timestamp())),
      marks as (
        delete from rt_presence_mark m where not exists (
          select from rt_node n where n.id = m.node_id and n.lease_until > clock_timestamp()))
      delete from rt_node where id in (select id from dead)
    `.execute(this.database);
  }

  write(
    lease: string,
    came: readonly PresentConnection[],
    left: readonly Pick<PresentConnection, 'id' | 'stream'>[],
  ): Promise<ReadonlyMap<string, Date>> {
    return writePeople(this.database, lease, came, left);
  }

  setStates(updates: readonly StateUpdate[]): Promise<readonly SessionConnection[]> {
    return writeStates(this.database, updates);
  }

  leave(stream: string, sessionId: string): Promise<number> {
    return deleteSession(this.database, stream, sessionId);
  }

  look(streams: readonly string[], listed: number, personIds: readonly string[]): Promise<RoomsLook> {
    return lookAtRooms(this.database, streams, listed, personIds);
  }
}
