import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packClient } from '../../src/cli/client-package.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn } from '../support/client.js';
import { FaultProxy } from '../support/fault-proxy.js';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');

let running: TestApp;
let proxy: FaultProxy;
let folder: string;
let consumer: ChildProcess | null = null;

beforeAll(async () => {
  running = await startTestApp();
  proxy = await FaultProxy.before({ host: '127.0.0.1', port: running.app.server.port });
  folder = await mkdtemp(join(tmpdir(), 'kengash-package-'));
});

afterAll(async () => {
  consumer?.kill('SIGKILL');
  await proxy?.remove();
  await running?.close();
  await rm(folder, { recursive: true, force: true });
});

// It asks the registry for the packages that the client depends on.
it('installed from its tarball into an empty project, it queries, resumes and sends what was queued offline', { timeout: 120_000 }, async () => {
  const tarball = await packClient(root, join(folder, 'packed'));
  const project = join(folder, 'project');
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }\n');
  await run('npm', ['install', tarball, '--prefer-offline', '--no-audit', '--no-fund'], { cwd: project });
  await cp(join(import.meta.dirname, 'consumer', 'consumer.mjs'), join(project, 'consumer.mjs'));

  const installed = await readdir(join(project, 'node_modules'));
  expect(installed.filter((name) => !name.startsWith('.')).toSorted()).toEqual(['@graphql-typed-document-node', '@kengash', 'graphql', 'graphql-ws']);
  const manifest = JSON.parse(await readFile(join(project, 'node_modules', '@kengash', 'client', 'package.json'), 'utf8')) as object;
  expect(manifest).toMatchObject({ name: '@kengash/client', sideEffects: false, type: 'module' });
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2024,dom'];
  await run(process.execPath, [compiler, '--noEmit', '--allowJs', '--checkJs', ...strict, '--types', 'node', '--typeRoots', join(root, 'node_modules', '@types'), 'consumer.mjs'], { cwd: project });

  const { token } = await signIn(running.url, 'secretary-uz-an');
  const url = `http://127.0.0.1:${proxy.address.port}/graphql`;
  consumer = spawn(process.execPath, ['consumer.mjs', url, String(token), join(project, 'kept')], {
    cwd: project,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: consumer.stdout as Readable })[Symbol.asyncIterator]();
  const exited = once(consumer, 'exit');
  expect((await lines.next()).value).toBe('following');
  const away = proxy.outage(1_000);
  await sleep(100);
  consumer.stdin?.write('go on\n');
  const told = JSON.parse(String((await lines.next()).value)) as { readonly key: string; readonly phases: readonly string[] };
  await away;

  expect(told).toMatchObject({ answer: { kind: 'DONE', data: { councilUpdate: { council: { phone: '+998 71 000 00 01' } } } }, seen: [told.key] });
  expect(told.phases).toContain('offline');
  expect(told.phases.at(-2)).toBe('live');
  expect(await exited).toEqual([0, null]);
});
