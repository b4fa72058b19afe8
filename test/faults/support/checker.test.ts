import { describe, expect, it } from 'vitest';
import { check, expectSensitive, expectSound } from './checker.js';
import type { ClientRecord, Evidence, StreamEvidence } from './evidence.js';

const log: StreamEvidence = {
  stream: 'council:1',
  epoch: 'e1',
  events: [1, 2, 3, 4, 5].map((seq) => ({ seq, hash: `h${seq}`, mutationId: `m${seq}` })),
};

const snapshot = (seq: number, state = `s${seq}`, epoch = 'e1'): ClientRecord => ({ kind: 'snapshot', epoch, seq, state, at: 0 });
const event = (seq: number, more: Partial<ClientRecord & { kind: 'event' }> = {}): ClientRecord => ({
  kind: 'event',
  epoch: 'e1',
  seq,
  prev: seq - 1,
  hash: `h${seq}`,
  at: 0,
  written: 0,
  isReplayed: false,
  ...more,
});
const reset: ClientRecord = { kind: 'reset', reason: 'TOO_FAR_BEHIND', at: 0 };
const sound: readonly ClientRecord[] = [snapshot(2), event(3), event(4), event(5)];

const write = (mutationId: string, isAcknowledged: boolean) => ({ stream: 'council:1', mutationId, isAcknowledged });

/** A drill's evidence with one client that has these records. */
function evidenceOf(records: readonly ClientRecord[], more: Partial<Evidence> & { barrier?: number } = {}): Evidence {
  const { barrier, ...rest } = more;
  return {
    streams: [log],
    clients: [
      { client: 'c1', stream: 'council:1', records, isComplete: true, ...(barrier === undefined ? {} : { barrier }) },
    ],
    writes: log.events.map(({ mutationId }) => ({
      stream: 'council:1',
      mutationId: String(mutationId),
      isAcknowledged: true,
    })),
    stateAt: (_, seq) => `s${seq}`,
    ...rest,
  };
}

const violations = (...parameters: Parameters<typeof evidenceOf>): string =>
  check(evidenceOf(...parameters)).violations.join('; ');

describe('the checker', () => {
  it('finds nothing where a client holds the log from its snapshot on', () => {
    expect(expectSound(evidenceOf(sound))).toEqual({ violations: [], clients: 1, applied: 3, logged: 5, acknowledged: 5 });
  });

  it('finds an event that was lost on the way', () => {
    expect(violations(sound.filter((record) => record.kind !== 'event' || record.seq !== 4))).toContain(
      'event 5 follows on 4, it held 3',
    );
  });

  it('finds the loss of the last event, which leaves no hole', () => {
    expect(violations(sound.slice(0, -1))).toContain('it ended at 4 of 5');
  });

  it('finds an event that came twice, and one that came late', () => {
    expect(violations([...sound, event(5)])).toContain('event 5 came again');
    expect(violations([snapshot(2), event(4, { prev: 2 }), event(3), event(5, { prev: 4 })])).toContain(
      'event 3 came again, or late, after 4',
    );
  });

  it('finds an event that is another one than that of the log', () => {
    expect(violations([snapshot(2), event(3, { hash: 'other' }), event(4), event(5)])).toContain(
      'event 3 is not the one of the log',
    );
  });

  it('finds a snapshot that is not what its events make', () => {
    expect(violations([snapshot(2, 's3'), event(3), event(4), event(5)])).toContain(
      'its snapshot at 2 is s3, the events make s2',
    );
  });

  it('finds a snapshot that replaced a state without a word, and takes one after a reset', () => {
    expect(violations([snapshot(2), event(3), snapshot(5)])).toContain('without a reset');
    expect(violations([snapshot(2), event(3), reset, snapshot(5)])).toBe('');
  });

  it('finds events of another epoch, and an epoch that never was', () => {
    expect(violations([snapshot(2), event(3, { epoch: 'e2' }), event(4), event(5)])).toContain('is of the epoch e2');
    expect(violations([snapshot(2, 's2', 'e2')])).toContain('the epoch e2, which does not exist');
  });

  it('finds a client that was never told anything', () => {
    expect(violations([])).toContain('it holds nothing');
    expect(violations([event(3)])).toContain('event 3 came before any state');
  });

  it('finds an event beyond the one at which a right ended, and one that is missing before it', () => {
    expect(violations([snapshot(2), event(3), event(4)], { barrier: 4 })).toBe('');
    expect(violations(sound, { barrier: 4 })).toContain('event 5 lies beyond 4');
    expect(violations([snapshot(2), event(3)], { barrier: 4 })).toContain('it ended at 3 of 4');
  });

  it('finds an acknowledged write that is not there, one that is there twice, and one that nobody made', () => {
    const writes = ['m1', 'm2', 'm3', 'm4', 'm5'].map((id) => write(id, true));
    expect(violations(sound, { writes: [...writes, write('m6', true)] })).toContain('m6 was acknowledged and is not in');
    expect(violations(sound, { writes: [...writes, write('m6', false)] })).toBe('');
    expect(violations(sound, { writes: writes.slice(1) })).toContain('nobody has written m1');
    const doubled = { ...log, events: log.events.map((each) => ({ ...each, mutationId: 'm1' })) };
    expect(violations(sound, { streams: [doubled] })).toContain('m1 is 5 times in');
  });

  it('finds a hole in the log itself', () => {
    const holed = { ...log, events: log.events.filter(({ seq }) => seq !== 1) };
    expect(violations([], { streams: [holed] })).toContain('the log of council:1 has 2 where 1 belongs');
  });

  it('throws with the first of what it found', () => {
    expect(() => expectSound(evidenceOf([]))).toThrow(/1 promises were broken:\n.*it holds nothing/);
  });

  it('would have noticed the loss of any event, and says when there was none to lose', () => {
    for (const at of [0, 1, 2]) {
      expect(() => expectSensitive(evidenceOf(sound), { below: (limit) => Math.min(at, limit - 1) })).not.toThrow();
    }
    expect(() => expectSensitive(evidenceOf([snapshot(5)]), { below: () => 0 })).toThrow('nothing was tried');
  });
});
