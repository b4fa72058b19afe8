import { describe, expect, it } from 'vitest';
import type { StoredEvent } from './event.js';
import { positionOf, type StreamHead } from './position.js';
import { StreamTail } from './stream-tail.js';

function headAt(head: number, epoch = '1111111111111111'): StreamHead {
  return { key: 'a', epoch, generation: 1, unbornEpoch: '2222222222222222', head, floor: 0 };
}

function eventAt(seq: number): StoredEvent {
  return {
    stream: 'a',
    type: 'noted',
    entityType: 'Note',
    entityId: '1',
    body: {},
    seq,
    eventId: String(seq),
    at: new Date(0),
    actorId: null,
    mutationId: null,
    transactionIndex: 0,
    transactionSize: 1,
  };
}

function tailAt(head: number): StreamTail {
  const tail = new StreamTail(3, 100);
  tail.observe(headAt(head), tail.ticket());
  return tail;
}

function commit(tail: StreamTail, seq: number): boolean {
  return tail.offer(positionOf(headAt(seq)), [eventAt(seq)]);
}

function seqsAfter(tail: StreamTail, seq: number): readonly number[] | string {
  const step = tail.since({ term: tail.term, seq });
  return step.kind === 'EVENTS' ? step.events.map((event) => event.seq) : step.kind;
}

describe('the tail of a stream', () => {
  it('joins commits that are heard in another order without a read', () => {
    const tail = tailAt(5);
    commit(tail, 8);
    commit(tail, 7);
    expect([tail.delivered, tail.isBehind]).toEqual([5, true]);
    commit(tail, 6);
    expect([tail.delivered, tail.isBehind]).toEqual([8, false]);
    expect(seqsAfter(tail, 5)).toEqual([6, 7, 8]);
    expect(seqsAfter(tail, 7)).toEqual([8]);
    expect(seqsAfter(tail, 8)).toBe('CURRENT');
  });

  it('takes from another node what follows on, and holds nothing else that it tells for known', () => {
    const tail = tailAt(5);
    const hear = (seq: number): boolean => tail.offer(positionOf(headAt(seq)), [eventAt(seq)], false);
    hear(8);
    hear(7);
    expect([tail.delivered, tail.isBehind, tail.isAhead(positionOf(headAt(8)))]).toEqual([5, false, true]);
    hear(6);
    expect([tail.delivered, tail.isBehind, tail.isAhead(positionOf(headAt(8)))]).toEqual([8, false, false]);
    expect(seqsAfter(tail, 5)).toEqual([6, 7, 8]);
  });

  it('does not go back to where another node was wrong, nor forward', () => {
    const tail = tailAt(5);
    tail.offer(positionOf(headAt(900)), [eventAt(900)], false);
    const { term } = tail;
    expect(tail.observe(headAt(5), tail.ticket())).toBe(true);
    expect([tail.term, tail.delivered, tail.isBehind]).toEqual([term, 5, false]);
    expect(tail.isAhead(positionOf(headAt(900, '3333333333333333')))).toBeNull();
  });

  it('drops what it has already', () => {
    const tail = tailAt(5);
    commit(tail, 6);
    commit(tail, 6);
    commit(tail, 4);
    expect(seqsAfter(tail, 5)).toEqual([6]);
  });

  it('keeps what was committed while the first snapshot was read', () => {
    const tail = new StreamTail(3, 100);
    const ticket = tail.ticket();
    commit(tail, 6);
    tail.observe(headAt(5), ticket);
    expect(seqsAfter(tail, 5)).toEqual([6]);
  });

  it('sends who is behind its ring to the log', () => {
    const tail = tailAt(0);
    [1, 2, 3, 4, 5].forEach((seq) => commit(tail, seq));
    expect(seqsAfter(tail, 2)).toEqual([3, 4, 5]);
    expect(seqsAfter(tail, 1)).toBe('READ');
  });

  it('takes a lower head for an older read, unless what was known had been committed before it began', () => {
    const tail = tailAt(5);
    const early = tail.ticket();
    commit(tail, 6);
    tail.observe(headAt(5), early);
    expect([tail.term, tail.delivered]).toEqual([0, 6]);
    tail.observe(headAt(5), tail.ticket());
    expect(tail.since({ term: 0, seq: 6 })).toEqual({ kind: 'GAP', reason: 'FUTURE' });
    expect([tail.term, tail.delivered]).toEqual([1, 5]);
  });

  it('forgets what was heard of a time that the database has undone', () => {
    const tail = tailAt(5);
    commit(tail, 7);
    tail.observe(headAt(4), tail.ticket());
    commit(tail, 5);
    commit(tail, 6);
    expect(seqsAfter(tail, 4)).toEqual([5, 6]);
  });

  it('begins another term with another epoch, and with the loss of the stream', () => {
    const tail = tailAt(5);
    expect(commit(tail, 6)).toBe(true);
    expect(tail.offer({ ...positionOf(headAt(7)), epoch: '3333333333333333' }, [eventAt(7)])).toBe(false);
    tail.observe(headAt(7, '3333333333333333'), tail.ticket());
    expect(tail.since({ term: 0, seq: 6 })).toEqual({ kind: 'GAP', reason: 'EPOCH_CHANGED' });
    tail.observe(null, tail.ticket());
    expect(tail.since({ term: 1, seq: 7 })).toEqual({ kind: 'GAP', reason: 'EPOCH_CHANGED' });
  });

  it('never joins a page that begins after a hole: who stands before it is sent to the log', () => {
    const tail = tailAt(4);
    commit(tail, 5);
    commit(tail, 6);
    tail.observe(headAt(9), tail.ticket());
    tail.take([eventAt(8), eventAt(9)]);
    expect([tail.delivered, tail.isBehind]).toEqual([9, false]);
    expect([4, 5, 6, 7].map((seq) => seqsAfter(tail, seq))).toEqual(['READ', 'READ', 'READ', 'READ']);
    commit(tail, 10);
    expect(seqsAfter(tail, 9)).toEqual([10]);
    expect(seqsAfter(tail, 8)).toBe('READ');
  });

  it('takes of a page what it does not have yet', () => {
    const tail = tailAt(4);
    commit(tail, 5);
    tail.observe(headAt(7), tail.ticket());
    tail.take([eventAt(5), eventAt(6), eventAt(7)]);
    expect(seqsAfter(tail, 4)).toEqual([5, 6, 7]);
  });

  it('takes no answer of a time before the stream was born', () => {
    const tail = new StreamTail(8, 100);
    const ticket = tail.ticket();
    tail.observe(headAt(0), tail.ticket());
    const { term, delivered } = tail;
    expect(tail.observe(null, ticket)).toBe(false);
    expect(tail.since({ term, seq: delivered })).toEqual({ kind: 'CURRENT' });
  });

  it('takes no answer that began in a term that has ended', () => {
    const tail = tailAt(5);
    const ticket = tail.ticket();
    tail.observe(headAt(1, '3333333333333333'), tail.ticket());
    expect(tail.observe(headAt(5), ticket)).toBe(false);
    expect(tail.delivered).toBe(1);
  });
});
