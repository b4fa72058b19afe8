import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { TestClient } from '../support/client.js';
import { ownAppointments, ownRatings } from './support/changing-lists.js';
import { ConnectionList, type Direction } from './support/connection-list.js';
import { holds } from './support/connection-world.js';
import { connectionFields } from './support/connections.js';
import { changes, readWhileChanging } from './support/list-changes.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
});

afterAll(() => running?.close());

describe('a list that changes while it is read', () => {
  it.each([
    ['Query.publishedRatings', ownRatings],
    ['Council.appointments', ownAppointments],
  ])('%s: doubles no row, and loses none that was there all the time', async (name, open) => {
    const changing = await open(running.test.database);
    const client = new TestClient(running.url);
    const lists = connectionFields
      .filter((field) => field.name === name)
      .map((field) => new ConnectionList(field, client, changing.variables));
    let total = 0;
    await holds(
      fc.asyncProperty(
        fc.constantFrom(...lists),
        changes,
        fc.constantFrom<Direction>('FORWARD', 'BACKWARD'),
        fc.integer({ min: 1, max: 4 }),
        async (list, plan, direction, size) => {
          const { read, expected, lost, changed } = await readWhileChanging(changing, list, plan, direction, size);
          expect(read).toEqual(expected);
          expect(lost).toEqual([]);
          total += changed;
        },
      ),
      40,
    );
    expect(total).toBeGreaterThan(80);
  });
});
