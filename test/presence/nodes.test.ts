import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/realtime/clock.js';
import { come, everybody, person } from './support/attendee.js';
import { CutStore, Nodes } from './support/nodes.js';

let nodes: Nodes;

beforeAll(async () => {
  nodes = await Nodes.open();
});

afterEach(() => nodes.clear());

afterAll(() => nodes?.close());

/** A lease that ends soon, so that a test need not wait for a real one. */
const quick = { lease: 1_500, renew: 500, retry: 100, grace: 400 } as const;

describe('two nodes on one database', () => {
  it('tell each other who comes, goes and changes', async () => {
    const [one, other] = [await nodes.start({ limits: quick }), await nodes.start({ limits: quick })];
    const stream = nodes.newStream();
    const [ann, ben] = [person(), person({ role: 'CHAIR', sight: 0 })];
    const first = come(one, stream, ann);
    await first.untilSees(ann);
    const second = come(other, stream, ben, { state: '{"page":1}' });
    await Promise.all([first.untilSees(ann, ben), second.untilSees(ann, ben)]);
    expect(first.members?.get(ben.personId)).toMatchObject({ role: 'CHAIR', state: '{"page":1}', who: ben.accountId });
    expect(await one.update(stream, ben.sessionId, '{"page":2}')).toBe(true);
    await first.until(({ members }) => members?.get(ben.personId)?.state === '{"page":2}');
    second.leave();
    await first.untilSees(ann);
    expect(first.frames.map((frame) => frame.kind)).toEqual(['Snapshot', 'Changed', 'Changed', 'Changed']);
    expect([...first.wrong, ...second.wrong]).toEqual([]);
  });

  it('find without any hint what the other has written, only later', async () => {
    const limits = { ...quick, digest: 700 };
    const [one, other] = [await nodes.start({ limits, hears: false }), await nodes.start({ limits, hears: false })];
    const stream = nodes.newStream();
    const [ann, ben] = [person(), person()];
    const first = come(one, stream, ann);
    await first.untilSees(ann);
    const second = come(other, stream, ben);
    await first.untilSees(ann, ben);
    second.leave();
    await first.untilSees(ann);
    expect(first.wrong).toEqual([]);
  });

  it('show a person once, however many connections on however many nodes', async () => {
    const [one, other] = [await nodes.start({ limits: quick }), await nodes.start({ limits: quick })];
    const stream = nodes.newStream();
    const [ann, ben] = [person(), person()];
    const watcher = come(one, stream, ben);
    const tabs = [one, one, other].map((node) => come(node, stream, ann));
    await Promise.all([watcher, ...tabs].map((attendee) => attendee.untilSees(ann, ben)));
    tabs[0]?.leave();
    tabs[2]?.leave();
    await sleep(1_200);
    expect(watcher.persons).toEqual([ann.personId, ben.personId].toSorted());
    tabs[1]?.leave();
    await watcher.untilSees(ben);
    expect([watcher, ...tabs].flatMap(({ wrong }) => wrong)).toEqual([]);
  });

  it('show neither leaving nor coming of who is back within the time of grace, on another node', async () => {
    const limits = { ...quick, grace: 1_500 };
    const [one, other] = [await nodes.start({ limits }), await nodes.start({ limits })];
    const stream = nodes.newStream();
    const [ann, ben] = [person(), person()];
    const watcher = come(one, stream, ben);
    const first = come(one, stream, ann);
    await watcher.untilSees(ann, ben);
    const told = watcher.frames.length;
    first.leave();
    await sleep(300);
    const again = come(other, stream, ann);
    await again.untilSees(ann, ben);
    await sleep(2_000);
    expect(watcher.frames.slice(told)).toEqual([]);
    expect(again.members?.get(ann.personId)?.joinedAt).toEqual(watcher.members?.get(ann.personId)?.joinedAt);
  });

  it('show at once that somebody left on purpose, through whichever node it was said', async () => {
    const limits = { ...quick, grace: 60_000 };
    const [one, other] = [await nodes.start({ limits }), await nodes.start({ limits })];
    const stream = nodes.newStream();
    const [ann, ben] = [person(), person()];
    const watcher = come(one, stream, ben);
    const leaving = come(other, stream, ann);
    await watcher.untilSees(ann, ben);
    expect(await one.leave(stream, ann.sessionId)).toBe(true);
    await watcher.untilSees(ben);
    expect(other.health().connections).toBe(0);
    // Whoever left is still told of the others.
    await leaving.untilSees(ben);
    expect(await one.leave(stream, ann.sessionId)).toBe(false);
    expect(await one.update(stream, ann.sessionId, '{}')).toBe(false);
  });

  it('give the last of many states alone, and write at most ten a second', async () => {
    const one = await nodes.start();
    const stream = nodes.newStream();
    const [ann, ben] = [person(), person()];
    const watcher = come(one, stream, ben);
    const typing = come(one, stream, ann);
    await watcher.untilSees(ann, ben);
    const told = watcher.frames.length;
    const answers: Promise<boolean>[] = [];
    for (let n = 1; n <= 100; n += 1) {
      answers.push(one.update(stream, ann.sessionId, `{"n":${n}}`));
      await sleep(5);
    }
    expect(new Set(await Promise.all(answers))).toEqual(new Set([true]));
    await watcher.until(({ members }) => members?.get(ann.personId)?.state === '{"n":100}');
    // Some half a second and a look every quarter of it: a few frames, never one for each update.
    expect(watcher.frames.length - told).toBeLessThan(20);
    typing.leave();
  });
});

describe('a node', () => {
  it('that dies takes its people with it, all together, when its lease has run out', async () => {
    const one = await nodes.start({ limits: quick });
    const store = new CutStore(nodes.test.database, quick.lease);
    const dying = await nodes.start({ limits: quick, store });
    const stream = nodes.newStream();
    const ann = person();
    const crowd = Array.from({ length: 30 }, () => person());
    const watcher = come(one, stream, ann);
    crowd.forEach((stamp) => come(dying, stream, stamp));
    await watcher.untilSees(ann, ...crowd);
    store.isCut = true;
    await watcher.untilSees(ann);
    const gone = watcher.frames.flatMap((frame) => (frame.kind === 'Changed' && frame.left.length > 0 ? [frame.left.length] : []));
    expect(gone).toEqual([30]);
    expect(watcher.wrong).toEqual([]);
  });

  it('that was paused longer than its lease writes its people anew, and nobody is shown twice', async () => {
    const one = await nodes.start({ limits: quick });
    const store = new CutStore(nodes.test.database, quick.lease);
    const paused = await nodes.start({ limits: quick, store });
    const stream = nodes.newStream();
    const [ann, ben] = [person(), person()];
    const watcher = come(one, stream, ann);
    const away = come(paused, stream, ben);
    await watcher.untilSees(ann, ben);
    store.isCut = true;
    await watcher.untilSees(ann);
    store.isCut = false;
    await watcher.untilSees(ann, ben);
    await away.untilSees(ann, ben);
    expect([...watcher.wrong, ...away.wrong]).toEqual([]);
    const rows = await nodes.test.database.selectFrom('rt_presence').select('node_id').where('stream', '=', stream).execute();
    expect(rows).toHaveLength(2);
  });

  it('whose lease was ended without its knowledge takes another one at its next renewal', async () => {
    const one = await nodes.start({ limits: quick });
    const stream = nodes.newStream();
    const ann = person();
    const attendee = come(one, stream, ann);
    await attendee.untilSees(ann);
    const leaseOf = () =>
      nodes.test.database.selectFrom('rt_presence').select('node_id').where('stream', '=', stream).executeTakeFirst();
    const before = await leaseOf();
    await sql`update rt_node set lease_until = clock_timestamp() - interval '1 second' where id = ${before?.node_id}::uuid`.execute(
      nodes.test.database,
    );
    await sleep(2 * quick.renew);
    expect((await leaseOf())?.node_id).not.toBe(before?.node_id);
    expect(one.health().isLeaseHeld).toBe(true);
  });

  it('that finds the table empty, as after a crash of the database, writes its people again before anybody misses them', async () => {
    const limits = { ...quick, digest: 50, look: 20, retry: 100 };
    const [one, other] = [await nodes.start({ limits }), await nodes.start({ limits })];
    const stream = nodes.newStream();
    const [ann, ben] = [person(), person()];
    const watcher = come(one, stream, ann, { state: '{"kept":true}' });
    const second = come(other, stream, ben);
    await Promise.all([watcher.untilSees(ann, ben), second.untilSees(ann, ben)]);
    const told = watcher.frames.length;
    await sql`truncate rt_presence, rt_presence_mark`.execute(nodes.test.database);
    await sleep(1_500);
    expect(watcher.frames.slice(told)).toEqual([]);
    const rows = await nodes.test.database.selectFrom('rt_presence').select(['person_id', 'state']).where('stream', '=', stream).execute();
    expect(new Map(rows.map((row) => [row.person_id, row.state]))).toEqual(
      new Map([
        [ann.personId, '{"kept":true}'],
        [ben.personId, null],
      ]),
    );
  });

  it('that stops leaves its people the time of grace to come to another', async () => {
    const [one, stopping] = [await nodes.start({ limits: quick }), await nodes.start({ limits: { ...quick, lease: 60_000, grace: 1_000 } })];
    const stream = nodes.newStream();
    const [ann, ben, carl] = [person(), person(), person()];
    const watcher = come(one, stream, ann);
    const [stays, goes] = [come(stopping, stream, ben), come(stopping, stream, carl)];
    await watcher.untilSees(ann, ben, carl);
    stays.leave();
    await stopping.stop();
    come(one, stream, ben);
    await watcher.untilSees(ann, ben);
    expect(watcher.frames.filter((frame) => frame.kind === 'Changed' && frame.left.some(({ personId }) => personId === ben.personId))).toEqual([]);
    goes.leave();
  });

  it('knows that its lease has run out when it does not reach the database, and takes another one when it does again', async () => {
    const store = new CutStore(nodes.test.database, quick.lease);
    const one = await nodes.start({ limits: quick, store });
    const stream = nodes.newStream();
    const ann = person();
    const attendee = come(one, stream, ann);
    await attendee.untilSees(ann);
    expect(one.health()).toEqual({ isLeaseHeld: true, connections: 1, rooms: 1 });
    store.isCut = true;
    await sleep(quick.lease + 100);
    expect(one.health().isLeaseHeld).toBe(false);
    store.isCut = false;
    await sleep(1_000);
    expect(one.health().isLeaseHeld).toBe(true);
    await attendee.untilSees(ann);
  });

  it('of a clock ten minutes off, and running away, neither loses nor doubles anybody', async () => {
    let offset = 600_000;
    const skewed = { ...systemClock, now: () => systemClock.now() + offset };
    const [one, off] = [await nodes.start({ limits: quick }), await nodes.start({ limits: quick, clock: skewed })];
    const stream = nodes.newStream();
    const [ann, ben] = [person(), person()];
    const watcher = come(one, stream, ann);
    const skewedWatcher = come(off, stream, ben);
    await Promise.all([watcher.untilSees(ann, ben), skewedWatcher.untilSees(ann, ben)]);
    const told = [watcher.frames.length, skewedWatcher.frames.length];
    for (const jump of [-600_000, 0, 600_000]) {
      offset = jump;
      await sleep(900);
    }
    expect([watcher.frames.length, skewedWatcher.frames.length]).toEqual(told);
    expect(watcher.persons).toEqual(skewedWatcher.persons);
  });
});

describe('a room', () => {
  it('where nobody moves sends nothing', async () => {
    const one = await nodes.start({ limits: { ...quick, digest: 150 } });
    const stream = nodes.newStream();
    const crowd = Array.from({ length: 20 }, () => person());
    const attendees = crowd.map((stamp) => come(one, stream, stamp));
    await Promise.all(attendees.map((attendee) => attendee.untilSees(...crowd)));
    const told = attendees.map(({ frames }) => frames.length);
    await sleep(3_000);
    expect(attendees.map(({ frames }) => frames.length)).toEqual(told);
  });

  it('of more than 200 people tells the number alone, and names again when it has emptied', { timeout: 60_000 }, async () => {
    const limits = { ...quick, listed: 20, listedAgain: 18 };
    const one = await nodes.start({ limits });
    const stream = nodes.newStream();
    const ann = person();
    const watcher = come(one, stream, ann);
    await watcher.untilSees(ann);
    const crowd = Array.from({ length: 25 }, () => come(one, stream, person()));
    await watcher.until(({ people, members }) => people === 26 && members === null);
    const told = watcher.frames.length;
    crowd.slice(0, 6).forEach((attendee) => attendee.leave());
    await watcher.until(({ people }) => people === 20);
    expect(watcher.members).toBeNull();
    expect(watcher.frames.slice(told).every((frame) => frame.kind === 'Changed' && frame.left.length === 0)).toBe(true);
    crowd.slice(6, 8).forEach((attendee) => attendee.leave());
    await watcher.until(({ members }) => members?.size === 18);
    expect(watcher.wrong).toEqual([]);
  });

  it('is told to each audience without a trace of those whom it does not see', async () => {
    const one = await nodes.start({ limits: quick });
    const stream = nodes.newStream();
    const [chair, rater, other, nobody] = [person({ sight: 0 }), person({ sight: 1 }), person({ sight: 1 }), person({ sight: 2 })];
    const low = { ...everybody, sight: 0 } as const;
    const council = come(one, stream, chair, { audience: low });
    const ofRater = come(one, stream, rater, { audience: { ...low, personId: rater.personId } });
    const counting = come(one, stream, null, { audience: { sight: 0, isNamed: false, personId: null } });
    const office = come(one, stream, null, { audience: { ...everybody, sight: 1 } });
    await Promise.all([council.untilSees(chair), ofRater.untilSees(chair, rater), office.untilSees(chair, rater)]);
    await counting.until(({ people }) => people === 1);
    const told = [council.frames.length, counting.frames.length, ofRater.frames.length];
    come(one, stream, other, { audience: low });
    come(one, stream, nobody, { audience: low });
    await office.untilSees(chair, rater, other);
    await sleep(600);
    expect([council.frames.length, counting.frames.length, ofRater.frames.length]).toEqual(told);
    expect(counting.members).toBeNull();
  });

  it('gives who does not keep up the whole instead of what was missed', async () => {
    const one = await nodes.start({ limits: { ...quick, look: 20, write: 5 } });
    const stream = nodes.newStream();
    const [ann, ben] = [person(), person()];
    const gate = Promise.withResolvers<void>();
    const slow = come(one, stream, ann, { afterFrame: () => gate.promise });
    const quickWatcher = come(one, stream, ben);
    await quickWatcher.untilSees(ann, ben);
    for (let n = 1; n <= 5; n += 1) {
      await one.update(stream, ben.sessionId, `{"n":${n}}`);
      await quickWatcher.until(({ members }) => members?.get(ben.personId)?.state === `{"n":${n}}`);
    }
    gate.resolve();
    await slow.until(({ members }) => members?.get(ben.personId)?.state === '{"n":5}');
    expect(slow.frames.map(({ kind }) => kind)).toEqual(['Snapshot', 'Snapshot']);
    expect(slow.wrong).toEqual([]);
  });
});

describe('the right to be there', () => {
  it('that is lost ends the subscription, and the person is gone at once', async () => {
    const one = await nodes.start({ limits: { ...quick, right: 300, grace: 60_000 } });
    const stream = nodes.newStream();
    const [ann, ben] = [person(), person()];
    let mayBe = true;
    const watcher = come(one, stream, ann);
    const losing = come(one, stream, ben, {
      standing: async () => (mayBe ? { stream, audience: everybody, stamp: ben } : null),
    });
    await watcher.untilSees(ann, ben);
    mayBe = false;
    await watcher.untilSees(ann);
    expect(await losing.ended).toEqual(new Error('refused'));
  });

  it('that never was is refused, and nobody is shown', async () => {
    const one = await nodes.start({ limits: quick });
    const refused = come(one, 'room:none', null, { standing: async () => null });
    expect(await refused.ended).toEqual(new Error('refused'));
    expect(one.health()).toMatchObject({ connections: 0, rooms: 0 });
  });

  it('that changes shows the person with the new role, and shows it more', async () => {
    const one = await nodes.start({ limits: { ...quick, right: 300 } });
    const stream = nodes.newStream();
    const [ann, ben] = [person({ sight: 0 }), person({ sight: 1, role: 'RATER' })];
    const watcher = come(one, stream, ann);
    let now = { stream, audience: { sight: 0, isNamed: true, personId: ben.personId } as const, stamp: ben };
    const changing = come(one, stream, ben, { standing: async () => now });
    come(one, stream, person({ sight: 1 }));
    await changing.untilSees(ann, ben);
    now = { ...now, audience: { ...everybody } as never, stamp: { ...ben, role: 'OFFICIAL' } };
    await watcher.until(({ members }) => members?.get(ben.personId)?.role === 'OFFICIAL');
    await changing.until(({ people }) => people === 3);
    expect([...watcher.wrong, ...changing.wrong]).toEqual([]);
  });
});

describe('an attendee', () => {
  it('who leaves before the first frame, or before anything, leaves nothing behind', async () => {
    const one = await nodes.start({ limits: quick });
    const stream = nodes.newStream();
    for (let n = 0; n < 50; n += 1) {
      come(one, stream, person()).leave();
    }
    const late = Array.from({ length: 50 }, () => come(one, stream, person()));
    await sleep(1);
    late.forEach((attendee) => attendee.leave());
    await sleep(1_500);
    expect(one.health()).toMatchObject({ connections: 0, rooms: 0 });
    const rows = await nodes.test.database.selectFrom('rt_presence').select('stream').where('stream', '=', stream).execute();
    expect(rows).toEqual([]);
  });
});
