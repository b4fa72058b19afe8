import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import { maskAnswer, maskSql } from './support/mask.js';
import { type GoldenOperation, goldenFolder, readOperations } from './support/operation.js';
import { recordSql, type SqlRecorder } from './support/record-sql.js';

/** With UPDATE_GOLDEN=1 the stored answers are written anew, to be reviewed as any other change. */
const isUpdate = process.env.UPDATE_GOLDEN === '1';

const operations = await readOperations();

let running: TestApp;
let recorder: SqlRecorder;
const clients = new Map<string, TestClient>();

beforeAll(async () => {
  recorder = recordSql();
  running = await startTestApp();
  // Its regular look at the heads of the streams would stand between the statements that are compared.
  await running.app.engine.stop();
  for (const viewer of new Set(operations.map((operation) => operation.viewer))) {
    clients.set(viewer, viewer === 'public' ? new TestClient(running.url) : await signIn(running.url, viewer));
  }
});

afterAll(async () => {
  recorder?.stop();
  await running?.close();
});

/** Sends an operation; gives its answer and the SQL that it took. */
async function run({ viewer, text, variables }: GoldenOperation, more: Readonly<Record<string, unknown>> = {}) {
  recorder.take();
  const answer = await clients.get(viewer)?.send(text, { ...variables, ...more });
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
    const one = maskSql((await run(operation, { first: 1 })).statements);
    const fourteen = maskSql((await run(operation, { first: 14 })).statements);
    expect(fourteen).toEqual([...new Set(fourteen)]);
    // A single item may lack what the next level is about.
    expect(fourteen).toEqual(expect.arrayContaining([...one]));
    expect(fourteen.length - one.length).toBeLessThanOrEqual(1);
  });
});
