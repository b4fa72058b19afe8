import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { json } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packVerifier } from '../../src/cli/verify-package.js';
import { forged, republish } from './support/forge.js';
import { TestLogServer } from './support/log-server.js';
import { rateCycle } from './support/rated-cycle.js';
import { makeTestBundle } from './support/test-bundle.js';
import { exportOf } from './support/test-export.js';
import { logKey, TestTree } from './support/test-log.js';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
const honest = makeTestBundle();

let folder: string;
let project: string;
let server: Server;
let child: ChildProcess | null = null;

// It asks the registry for the one package that the verifier depends on.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kengash-verify-'));
  project = join(folder, 'project');
  await mkdir(project);
  const tarball = await packVerifier(root, join(folder, 'packed'));
  await writeFile(join(project, 'package.json'), '{ "name": "citizen", "private": true, "type": "module" }\n');
  await run('npm', ['install', tarball, '--prefer-offline', '--no-audit', '--no-fund'], { cwd: project });
  await writeFile(join(project, 'bundle.json'), JSON.stringify(honest.bundle));
  await writeFile(join(project, 'wrong.json'), JSON.stringify(forged(honest, (draft) => republish(draft, ({ rows }) => (rows[0]!.published = '100')))));
  await writeFile(join(project, 'ledger.ndjson'), exportOf(rateCycle().log.entries).join('\n'));
}, 120_000);

afterAll(async () => {
  child?.kill('SIGKILL');
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The installed program, as a person calls it. */
const npx = (...argv: readonly string[]) => run('npx', ['--no-install', 'kengash-verify', ...argv], { cwd: project });

describe('the packed verifier, installed into an empty folder', () => {
  it('brings one package beside itself, and nothing of the server', async () => {
    const installed = await readdir(join(project, 'node_modules'));
    expect(installed.filter((name) => !name.startsWith('.')).toSorted()).toEqual(['canonicalize', 'kengash-verify']);
    const own = join(project, 'node_modules', 'kengash-verify');
    expect((await readdir(join(own, 'dist'))).toSorted()).toEqual(['language', 'ledger', 'publication', 'scoring', 'statistics', 'verify']);
    const files = (await readdir(own, { recursive: true })).filter((name) => /\.(test|fixture)\.|\.json$|seal|derived-key/.test(name));
    expect(files).toEqual(['package.json']);
    expect(JSON.parse(await readFile(join(own, 'package.json'), 'utf8'))).toMatchObject({ name: 'kengash-verify', bin: { 'kengash-verify': './dist/verify/bin.js' }, dependencies: { canonicalize: '5.1.0' } });
  });

  it('proves a publication, and ends with 1 where a figure is wrong', { timeout: 60_000 }, async () => {
    const { stdout, stderr } = await npx('publication', 'bundle.json', '--key', logKey);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^Proved: publication 2 /);
    expect(stderr).toContain('table: 1 of 1');
    const found = npx('publication', 'wrong.json', '--quiet');
    await expect(found).rejects.toMatchObject({ code: 1, stdout: expect.stringMatching(/^WRONG: FIGURE_DIFFERS at \$\.snapshot\.rows\[0\]\.published: UZ-AN published: published 100, recomputed \d+\n$/) as unknown });
  });

  it('is a library with types', { timeout: 60_000 }, async () => {
    await cp(join(import.meta.dirname, 'consumer', 'consumer.mjs'), join(project, 'consumer.mjs'));
    const strict = ['--strict', '--exactOptionalPropertyTypes', '--module', 'nodenext', '--target', 'es2024', '--lib', 'es2024'];
    await run(process.execPath, [compiler, '--noEmit', '--allowJs', '--checkJs', ...strict, '--types', 'node', '--typeRoots', join(root, 'node_modules', '@types'), 'consumer.mjs'], { cwd: project });
    const { stdout } = await run(process.execPath, ['consumer.mjs', 'bundle.json', 'ledger.ndjson', logKey], { cwd: project });
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'PROVED', meaning: null, ledger: 'PROVED', steps: expect.arrayContaining(['marks', 'table']) as unknown });
  });

  it('as a witness that is killed between remembering and sending, never signs a second log beside the first', { timeout: 60_000 }, async () => {
    const log = new TestLogServer(honest.leaves);
    let isDeaf = true;
    const asked: string[] = [];
    server = createServer((request, response) => {
      void json(request).then(async (question) => {
        const { query } = question as { readonly query: string };
        asked.push(query);
        // The cosignature is on its way, and is never answered.
        if (!isDeaf || !query.includes('checkpointCosign')) {
          response.setHeader('content-type', 'application/json').end(JSON.stringify(await log.answer(question as never)));
        } else {
          child?.kill('SIGKILL');
        }
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
    const argv = ['witness', '--url', url, '--name', 'andijon', '--key-file', 'key.json', '--state-file', 'state.json', '--log-key', logKey];
    child = spawn(process.execPath, [join('node_modules', 'kengash-verify', 'dist', 'verify', 'bin.js'), ...argv], { cwd: project, stdio: 'ignore' });
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    expect(asked.at(-1)).toContain('checkpointCosign');
    expect(JSON.parse(await readFile(join(project, 'state.json'), 'utf8'))).toMatchObject({ note: new TestTree(honest.leaves).checkpoint() });
    isDeaf = false;
    log.leaves = honest.leaves.toReversed();
    await expect(npx(...argv)).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('WRONG: CHECKPOINT_FORKED') as unknown });
    log.leaves = honest.leaves;
    expect((await npx(...argv)).stdout).toContain('continues the one of 175; co-signed as andijon+');
    expect(log.cosignatures).toHaveLength(1);
  });
});
