import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { Database } from '../../src/database/tables.js';
import { PresenceReader, type ToldPresence } from '../presence/support/presence-reader.js';
import { signIn, TestClient } from '../support/client.js';
import { readCard } from '../streams/support/council-card.js';
import { drill, patience } from './support/drill.js';
import { inForm } from './support/form.js';
import { startGround } from './support/ground.js';
import { beginSession } from './support/sessions.js';

const figures = inForm({ short: { members: 12, limit: 60_000 }, long: { members: 300, limit: 16_000 } });

/** Up to so many people a room is told by name. */
const listed = 200;

/** Makes people with accounts and sessions; gives their tokens. */
async function invite(database: Database, count: number): Promise<readonly string[]> {
  const tokens: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const [person, account] = [randomUUID(), randomUUID()];
    await sql`insert into person (id, family_name, given_name, sort_key, search_key)
      values (${person}, ${`Ishtirokchi ${n}`}, 'Namuna', ${String(n)}, ${String(n)})`.execute(database);
    await sql`insert into account (id, person_id, email, password_hash)
      values (${account}, ${person}, ${`ishtirokchi-${n}@example.uz`}, '')`.execute(database);
    tokens.push(await beginSession(database, account));
  }
  return tokens;
}

/** Goes through what an observer was told by name, and gives what was told of people who were there or not already. */
function doublesIn(frames: readonly ToldPresence[]): readonly string[] {
  const found: string[] = [];
  let there: Set<string> | null = null;
  for (const { members, joined = [], left = [] } of frames) {
    if (members !== undefined) {
      there = members && new Set(members.map(({ person }) => person.id));
      found.push(...(there && there.size !== members?.length ? ['somebody is listed twice'] : []));
    }
    found.push(...left.flatMap((id) => (there && !there.delete(id) ? [`${id} left and was not there`] : [])));
    found.push(...joined.flatMap(({ person }) => (there?.has(person.id) ? [`${person.id} came and was there`] : [])));
    joined.forEach(({ person }) => there?.add(person.id));
  }
  return found;
}

it('F24 a node is killed with the people on it: those who return at once never seem gone, the others vanish in time, nobody is there twice', { timeout: patience }, drill(async (context) => {
  const { database, nodes } = await startGround(context, { count: 2 });
  const other = nodes.node(1).url;
  const agency = await signIn(other, 'agency');
  const { id: room } = await readCard(agency, 'UZ-AN');
  const tokens = await invite(database, figures.members);
  const attend = (token: string, url: string): PresenceReader => {
    const reader = new PresenceReader(new TestClient(url, token), room);
    context.finally(async () => reader.cut());
    return reader;
  };
  const observer = new PresenceReader(agency, room);
  context.finally(async () => observer.cut());

  for (const count of inForm({ short: [figures.members], long: [listed - 50, figures.members] })) {
    const guests = tokens.slice(0, count);
    const doomed = nodes.node(0).url;
    const present = guests.map((token) => attend(token, doomed));
    await observer.until(({ people }) => people === count + 1, 60_000);
    const before = observer.frames.length;
    // Sockets break and are there again within the three seconds in which nobody is missed.
    const quick = present.slice(0, Math.ceil(count / 4)).map((reader, n) => {
      reader.cut();
      return attend(guests[n] ?? '', doomed);
    });
    await Promise.all(quick.map((reader) => reader.until(({ people }) => people !== undefined, 30_000)));
    await sleep(5_000);
    const flickers = observer.frames.length - before;

    const returning = Math.ceil(count / 2);
    await nodes.end(0, 'SIGKILL');
    const killed = performance.now();
    const returned = guests.slice(0, returning).map((token) => attend(token, other));
    await observer.until(({ people }) => people === returning + 1, 90_000);
    const gone = performance.now() - killed;
    context.tell(`${count} people: ${flickers} flickers; after the kill ${returning} came back, the others were gone after ${Math.round(gone)} ms`);
    expect(flickers).toBe(0);
    expect(gone).toBeLessThanOrEqual(figures.limit);
    expect(doublesIn(observer.frames)).toEqual([]);
    const fewest = Math.min(...observer.frames.slice(before).map(({ people }) => people));
    expect(fewest).toBe(returning + 1);
    await Promise.all(returned.map((reader) => reader.leave()));
    await observer.until(({ people }) => people === 1, 30_000);
    await nodes.again(0);
  }
}));
