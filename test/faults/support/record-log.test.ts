import { expect, it } from 'vitest';
import type { ClientRecord } from './evidence.js';
import { RecordLog } from './record-log.js';

const event = (seq: number): ClientRecord => ({
  kind: 'event',
  epoch: `e${seq % 2}`,
  seq,
  prev: seq - 1,
  hash: `h${seq}`,
  at: 1_795_826_841_912 + seq,
  written: 1_795_826_841_900 + seq,
  isReplayed: seq % 3 === 0,
});

it('gives back what was put into it, in its order', () => {
  const snapshot: ClientRecord = { kind: 'snapshot', epoch: 'e1', seq: 0, state: '{}', at: 1 };
  const reset: ClientRecord = { kind: 'reset', reason: 'RETENTION', at: 2 };
  const all = [snapshot, ...Array.from({ length: 200 }, (_, n) => event(n + 1)), reset, snapshot, event(201), reset];
  const log = new RecordLog();
  expect([...log]).toEqual([]);
  all.forEach((record) => log.push(record));
  expect([...log]).toEqual(all);
  expect(log).toHaveLength(all.length);
  expect(JSON.parse(JSON.stringify({ log }))).toEqual({ log: all });
});
