import type { ClientEvidence, ClientRecord, Evidence, StreamEvidence, WriteEvidence } from './evidence.js';

/** What the checker found. */
export interface Findings {
  /** Every promise that was broken, in words; empty when all held. */
  readonly violations: readonly string[];
  readonly clients: number;
  /** Events that clients have applied, altogether. */
  readonly applied: number;
  readonly logged: number;
  readonly acknowledged: number;
}

/**
 * The one judge of all drills. The log has every number once; every acknowledged write is in it, nothing is that nobody
 * asked for, and each is in it once; every client has applied, in order and without a hole, exactly what the log holds
 * from its snapshot on, and its snapshot is what the events before it make.
 */
export function check(evidence: Evidence): Findings {
  const violations = [
    ...evidence.streams.flatMap(checkLog),
    ...checkWrites(evidence),
    ...evidence.clients.flatMap((client) => checkClient(client, evidence)),
  ];
  return {
    violations,
    clients: evidence.clients.length,
    applied: evidence.clients.reduce((sum, { records }) => sum + [...records].filter(({ kind }) => kind === 'event').length, 0),
    logged: evidence.streams.reduce((sum, { events }) => sum + events.length, 0),
    acknowledged: evidence.writes.filter(({ isAcknowledged }) => isAcknowledged).length,
  };
}

/** As `check`, and throws with the first violations when there are any. */
export function expectSound(evidence: Evidence): Findings {
  const findings = check(evidence);
  if (findings.violations.length > 0) {
    const first = findings.violations.slice(0, 20).map((violation) => `  - ${violation}`);
    throw new Error(`${findings.violations.length} promises were broken:\n${first.join('\n')}`);
  }
  return findings;
}

/**
 * A drill that cannot fail proves nothing: takes one event, by chance, away from a client that has some, and throws when
 * that is not noticed.
 */
export function expectSensitive(evidence: Evidence, random: { below(limit: number): number }): void {
  const hearing = evidence.clients.filter(({ records }) => [...records].some(({ kind }) => kind === 'event'));
  const robbed = hearing[random.below(hearing.length)];
  const records = [...(robbed?.records ?? [])];
  const events = records.filter(({ kind }) => kind === 'event');
  const stolen = events[random.below(events.length)];
  if (!robbed || !stolen) {
    throw new Error('No client has heard anything: nothing was tried');
  }
  const loss = { ...robbed, isComplete: true, records: records.filter((record) => record !== stolen) };
  if (check({ ...evidence, clients: [loss] }).violations.length === 0) {
    throw new Error('The checker did not notice the loss of an event');
  }
}

function checkLog({ stream, events }: StreamEvidence): string[] {
  return events.flatMap(({ seq }, at) =>
    seq === at + 1 ? [] : [`the log of ${stream} has ${seq} where ${at + 1} belongs`],
  );
}

function checkWrites({ streams, writes }: Evidence): string[] {
  const asked = new Map<string, WriteEvidence[]>();
  for (const write of writes) {
    asked.set(write.stream, [...(asked.get(write.stream) ?? []), write]);
  }
  return [...asked].flatMap(([stream, asks]) => {
    // A history that was taken back and the one that took its place may share events; each has an event once.
    const logged = new Map<string, number>();
    for (const { events } of streams.filter((each) => each.stream === stream)) {
      for (const [id, times] of timesOf(events)) {
        logged.set(id, Math.max(logged.get(id) ?? 0, times));
      }
    }
    const known = new Set(asks.map(({ mutationId }) => mutationId));
    return [
      ...asks.flatMap(({ mutationId, isAcknowledged }) =>
        isAcknowledged && !logged.has(mutationId) ? [`${mutationId} was acknowledged and is not in ${stream}`] : [],
      ),
      ...[...logged].flatMap(([id, times]) => (times > 1 ? [`${id} is ${times} times in ${stream}`] : [])),
      ...[...logged.keys()].flatMap((id) => (known.has(id) ? [] : [`nobody has written ${id} into ${stream}`])),
    ];
  });
}

function timesOf(events: StreamEvidence['events']): ReadonlyMap<string, number> {
  return new Map([...Map.groupBy(events, ({ mutationId }) => String(mutationId))].map(([id, all]) => [id, all.length]));
}

/** Where a client stands while its records are gone through. */
interface Standing {
  readonly log: StreamEvidence;
  readonly seq: number;
}

function checkClient(client: ClientEvidence, evidence: Evidence): string[] {
  const found: string[] = [];
  const say = (violation: string): void => void found.push(`${client.client} of ${client.stream}: ${violation}`);
  const logs = new Map(evidence.streams.flatMap((log) => (log.stream === client.stream ? [[log.epoch, log] as const] : [])));
  let standing: Standing | null = null;
  let isReset = false;
  for (const record of client.records) {
    if (record.kind === 'reset') {
      isReset = true;
    } else if (record.kind === 'snapshot') {
      if (standing && !isReset) {
        say(`a snapshot at ${record.seq} replaced what it held at ${standing.seq}, without a reset`);
      }
      standing = checkSnapshot(record, logs.get(record.epoch), evidence, say);
      isReset = false;
    } else {
      standing = checkEvent(record, standing, client, say);
    }
  }
  if (client.isComplete && !standing) {
    say('it holds nothing');
  }
  if (client.isComplete && isReset) {
    say('it was promised a state that never came');
  }
  const last: Standing | null = standing;
  const head = client.barrier ?? last?.log.events.length ?? 0;
  if (client.isComplete && last && last.seq !== head) {
    say(`it ended at ${last.seq} of ${head}`);
  }
  return found;
}

function checkSnapshot(
  record: ClientRecord & { kind: 'snapshot' },
  log: StreamEvidence | undefined,
  evidence: Evidence,
  say: (violation: string) => void,
): Standing | null {
  if (!log) {
    say(`a snapshot of the epoch ${record.epoch}, which does not exist`);
    return null;
  }
  const expected = record.seq <= log.events.length ? evidence.stateAt(log, record.seq) : 'nothing';
  if (record.state !== expected) {
    say(`its snapshot at ${record.seq} is ${record.state}, the events make ${expected}`);
  }
  return { log, seq: record.seq };
}

function checkEvent(
  record: ClientRecord & { kind: 'event' },
  standing: Standing | null,
  { barrier }: ClientEvidence,
  say: (violation: string) => void,
): Standing | null {
  if (!standing) {
    say(`event ${record.seq} came before any state`);
    return null;
  }
  const { log, seq } = standing;
  if (record.epoch !== log.epoch) {
    say(`event ${record.seq} is of the epoch ${record.epoch}, its state of ${log.epoch}`);
  }
  if (record.seq <= seq) {
    say(`event ${record.seq} came again, or late, after ${seq}`);
    return standing;
  }
  if (record.prev !== seq) {
    say(`event ${record.seq} follows on ${record.prev}, it held ${seq}`);
  }
  const logged = log.events[record.seq - 1];
  if (logged?.hash !== record.hash) {
    say(`event ${record.seq} is not the one of the log`);
  }
  if (barrier !== undefined && record.seq > barrier) {
    say(`event ${record.seq} lies beyond ${barrier}, where its right ended`);
  }
  return { log, seq: record.seq };
}
