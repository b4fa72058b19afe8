import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import { maskAnswer, maskSql } from './support/mask.js';
import { type NamedIds, readNamedIds, withIds } from './support/named-ids.js';
import { type GoldenOperation, goldenFolder, readOperations } from './support/operation.js';
import { prepare } from './support/prepare.js';
import { recordSql, type SqlRecorder } from './support/record-sql.js';

/** With UPDATE_GOLDEN=1 the stored answers are written anew, to be reviewed as any other change. */
const isUpdate = process.env.UPDATE_GOLDEN === '1';

const operations = await readOperations();

let running: TestApp;
let recorder: SqlRecorder;
let ids: NamedIds;
const clients = new Map<string, TestClient>();

beforeAll(async () => {
  // First of all: a connection may keep the driver's methods as they were when it was opened.
  recorder = recordSql();
  running = await startTestApp();
  // Their regular looks at the streams, the timers and the ledger would stand between the statements that are compared.
  await Promise.all([running.app.engine.stop(), running.app.timers.stop(), running.app.sequencer.stop()]);
  await prepare(running.test);
  ids = await readNamedIds(running.test.database);
  for (const viewer of new Set(operations.map((operation) => operation.viewer))) {
    clients.set(viewer, viewer === 'public' ? new TestClient(running.url) : await signIn(running.url, viewer));
  }
}, 180_000);

afterAll(async () => {
  recorder?.stop();
  await running?.close();
});

/** Sends an operation; gives its answer and the SQL that it took. */
async function run({ viewer, text, variables }: GoldenOperation, more: Readonly<Record<string, unknown>> = {}) {
  recorder.take();
  const answer = await clients.get(viewer)?.send(text, { ...withIds(variables, ids), ...more });
  return { answer, statements: recorder.take() };
}

/** Compares a text with the stored one, or stores it. */
async function compare(file: string, text: string): Promise<void> {
  const path = join(goldenFolder, file);
  if (isUpdate) {
    await writeFile(path, text);
  }
  expect(text).toBe(await readFile(path, 'utf8').catch(() => `(${file} is not there: run with UPDATE_GOLDEN=1)`));
}

describe.each(operations)('$name', (operation) => {
  it('answers what is stored', async () => {
    const { answer } = await run(operation);
    expect(answer?.errors).toBeUndefined();
    await compare(`${operation.name}.json`, `${JSON.stringify(maskAnswer(answer), null, 2)}\n`);
  });

  it('answers the same when it comes again and again, and is executed by a function made of it', async () => {
    const first = maskAnswer((await run(operation)).answer);
    for (let more = 1; more <= 4; more += 1) {
      expect(maskAnswer((await run(operation)).answer)).toEqual(first);
    }
  });

  it('takes the SQL that is stored, at most one statement a level', async () => {
    await run(operation);
    const { statements } = await run(operation);
    await compare(`${operation.name}.sql`, maskSql(statements).join('\n'));
    // Two more tell who the viewer is and which seats it holds.
    expect(statements.length).toBeLessThanOrEqual(operation.levels + (operation.viewer === 'public' ? 0 : 2));
  });
});

describe.each(operations.filter(({ isPaged }) => isPaged))('$name', (operation) => {
  it('takes no more statements for fourteen items than for one', async () => {
    const [few, many] = [await run(operation, { first: 1 }), await run(operation, { first: 14 })];
    // What is refused, for its cost say, takes few statements too.
    expect([few.answer?.errors, many.answer?.errors]).toEqual([undefined, undefined]);
    const [one, fourteen] = [maskSql(few.statements), maskSql(many.statements)];
    expect(fourteen).toEqual([...new Set(fourteen)]);
    // A single item may lack what the next level is about.
    expect(fourteen).toEqual(expect.arrayContaining([...one]));
    expect(fourteen.length - one.length).toBeLessThanOrEqual(1);
  });
});
