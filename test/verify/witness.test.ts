import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatVerifierKey, noteKey, parseSignatureLine, parseVerifierKey, verifyCosignature, type VerifierKey } from '../../src/ledger/note/index.js';
import { Refusal, runWitness, type WitnessOptions, type WitnessReport } from '../../src/verify/index.js';
import { TestLogServer } from './support/log-server.js';
import { makeTestBundle } from './support/test-bundle.js';
import { logKey, logSigner, TestTree } from './support/test-log.js';

const { leaves } = makeTestBundle();
const forked = leaves.map((leaf, at) => (at === 20 ? 'c'.repeat(64) : leaf));
const now = 1_770_000_000_000;

let folder: string;
let server: TestLogServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kengash-witness-'));
  server = new TestLogServer(leaves.slice(0, 100));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const paths = () => ({ keyFile: join(folder, 'key.json'), stateFile: join(folder, 'state.json') });

const witness = (options: Partial<WitnessOptions> = {}): Promise<WitnessReport> =>
  runWitness({ url: 'https://kengash.example/graphql', name: 'andijon', ...paths(), logKey, fetcher: server.fetcher, now: () => now, ...options });

/** The code with which a run ends that is refused. */
async function codeOf(options: Partial<WitnessOptions> = {}): Promise<string> {
  try {
    await witness(options);
    return 'SIGNED';
  } catch (error) {
    return error instanceof Refusal ? error.fault.code : String(error);
  }
}

const state = (): Promise<string> => readFile(paths().stateFile, 'utf8');

/** Whether the last cosignature is that of the witness for the log as it is shown now. */
function isSigned({ verifierKey }: WitnessReport): boolean {
  const { size, line } = server.cosignatures.at(-1) ?? { size: 0, line: '' };
  const signature = parseSignatureLine(line);
  const text = new TestTree(server.leaves.slice(0, size)).text();
  return signature !== null && verifyCosignature(text, signature, parseVerifierKey(verifierKey) as VerifierKey) === now / 1000;
}

describe('a witness', () => {
  it('makes its key at the first run, for its owner alone, and says that it believes what it sees first', async () => {
    const told: string[] = [];
    const report = await witness({ onNewKey: ({ publicKey }) => told.push(publicKey) });
    expect(report).toMatchObject({ isNewKey: true, signed: { checkpoint: { size: 100 }, before: null }, remarks: [{ code: 'FIRST_SIGHT' }] });
    expect(isSigned(report)).toBe(true);
    expect(Buffer.from(report.publicKey, 'base64')).toHaveLength(32);
    expect(told).toEqual([report.publicKey]);
    const { mode } = await stat(paths().keyFile);
    expect(process.platform === 'win32' ? 0o600 : mode & 0o777).toBe(0o600);
    const { seed } = JSON.parse(await readFile(paths().keyFile, 'utf8')) as { readonly seed: string };
    expect(Buffer.from(seed, 'base64')).toHaveLength(32);
    expect(JSON.stringify([report, server.cosignatures, await state()])).not.toContain(seed);
  });

  it('signs what continues the last checkpoint, with the same key, without being told the log again', async () => {
    const first = await witness();
    server.leaves = leaves;
    const { logKey: _, ...rest } = { logKey, fetcher: server.fetcher };
    const second = await runWitness({ url: 'https://kengash.example/graphql', name: 'andijon', ...paths(), ...rest, now: () => now });
    expect(second).toMatchObject({ isNewKey: false, verifierKey: first.verifierKey, signed: { before: 100, checkpoint: { size: leaves.length } }, remarks: [] });
    expect(server.cosignatures.map(({ size }) => size)).toEqual([100, leaves.length]);
    expect(isSigned(second)).toBe(true);
  });

  it('signs the same checkpoint again', async () => {
    await witness();
    expect(await witness()).toMatchObject({ signed: { before: 100, checkpoint: { size: 100 } } });
  });

  it('has nothing to sign of a log without entries', async () => {
    server.leaves = [];
    expect(await witness()).toMatchObject({ signed: null });
    expect(await readdir(folder)).toEqual(['key.json']);
  });
});

describe('a witness signs nothing and remembers nothing of', () => {
  it.each<[string, (of: TestLogServer) => void, string]>([
    ['a log that was changed before what it knows', (of) => (of.leaves = forked), 'CHECKPOINT_INCONSISTENT'],
    ['a log of the same size that was changed', (of) => (of.leaves = forked.slice(0, 100)), 'CHECKPOINT_FORKED'],
    ['a log that shrank', (of) => (of.leaves = leaves.slice(0, 90)), 'LOG_SHRANK'],
    ['a log that was signed with another key', (of) => (of.signer = { ...logSigner, seed: new Uint8Array(32).fill(3) }), 'CHECKPOINT_UNSIGNED'],
    ['a log of another name', (of) => (of.signer = { ...logSigner, name: 'another' }), 'CHECKPOINT_UNSIGNED'],
  ])('%s', async (_, change, code) => {
    await witness();
    const before = await state();
    server.leaves = leaves;
    change(server);
    expect(await codeOf()).toBe(code);
    expect(await state()).toBe(before);
    expect(server.cosignatures).toHaveLength(1);
    server.leaves = leaves;
    server.signer = logSigner;
    expect(await codeOf()).toBe('SIGNED');
  });

  it('a log whose server gives a false proof, none, or an error', async () => {
    await witness();
    server.leaves = leaves;
    const before = await state();
    for (const [answer, code] of [
      [{ data: { consistencyProof: { hashes: [] } } }, 'CHECKPOINT_INCONSISTENT'],
      [{ data: { consistencyProof: null } }, 'NO_ANSWER'],
      [{ data: { consistencyProof: { hashes: ['x'] } } }, 'SHAPE'],
      [{ errors: [{ message: 'no' }] }, 'NO_ANSWER'],
      ['text', 'SHAPE'],
    ] as const) {
      const fetcher: typeof fetch = (url, init) => (String(init?.body).includes('consistencyProof') ? Promise.resolve(Response.json(answer)) : server.fetcher(url, init));
      expect(await codeOf({ fetcher })).toBe(code);
    }
    expect(await state()).toBe(before);
  });
});

describe('a run that is broken off', () => {
  it('between remembering and sending, leaves a state with which the next run signs the same log alone', async () => {
    await witness();
    server.leaves = leaves;
    const remembered: string[] = [];
    server.onQuestion = async (query) => {
      if (query.includes('checkpointCosign')) {
        remembered.push(await state());
        throw new Error('killed');
      }
    };
    expect(await codeOf()).toBe('NO_ANSWER');
    expect(server.cosignatures).toHaveLength(1);
    // It was on the disk before anything was sent.
    expect(JSON.parse(remembered[0] ?? '')).toMatchObject({ note: new TestTree(leaves).checkpoint() });
    server.onQuestion = () => {};
    server.leaves = forked;
    expect(await codeOf()).toBe('CHECKPOINT_FORKED');
    server.leaves = leaves;
    expect(await codeOf()).toBe('SIGNED');
    expect(server.cosignatures.map(({ size }) => size)).toEqual([100, leaves.length]);
  });

  it('before remembering, leaves the state as it was and no other files', async () => {
    await witness();
    const before = await state();
    server.leaves = leaves;
    server.onQuestion = (query) => {
      if (query.includes('consistencyProof')) {
        throw new Error('killed');
      }
    };
    expect(await codeOf()).toBe('NO_ANSWER');
    expect(await state()).toBe(before);
    expect((await readdir(folder)).toSorted()).toEqual(['key.json', 'state.json']);
  });

  it('leaves a lock that is taken over once its process is gone, and kept while it is there', async () => {
    const lock = `${paths().stateFile}.lock`;
    await writeFile(lock, '2147483646');
    expect(await codeOf()).toBe('SIGNED');
    await writeFile(lock, `${process.pid}`);
    expect(await codeOf()).toBe('STATE_IN_USE');
    expect(server.cosignatures).toHaveLength(1);
  });

  it('is not joined by another one', async () => {
    const outcomes: string[] = [];
    server.onQuestion = async () => {
      if (outcomes.length === 0) {
        outcomes.push('asked', await codeOf());
      }
    };
    expect(await codeOf()).toBe('SIGNED');
    expect(outcomes).toEqual(['asked', 'STATE_IN_USE']);
  });
});

describe('a witness is not started', () => {
  it.each<[string, Partial<WitnessOptions>, string]>([
    ['with an address that is not safe', { url: 'http://kengash.example/graphql' }, 'OPTION'],
    ['with no address', { url: 'kengash' }, 'OPTION'],
    ['with a name of two words', { name: 'an dijon' }, 'OPTION'],
    ['with a key of the log that is none', { logKey: 'Salom' }, 'OPTION'],
  ])('%s', async (_, options, code) => {
    expect(await codeOf(options)).toBe(code);
  });

  it('for the first time without the key of the log, and no key of its own is made then', async () => {
    const { logKey: _, ...rest } = { logKey, ...paths() };
    await expect(runWitness({ url: 'https://kengash.example/graphql', name: 'andijon', ...rest, fetcher: server.fetcher })).rejects.toMatchObject({ fault: { code: 'OPTION', place: '--log-key' } });
    expect(await readdir(folder)).toEqual([]);
  });

  it('with another key of the log, another name, or a key that others may read', async () => {
    await witness();
    expect(await codeOf({ logKey: formatVerifierKey(noteKey({ ...logSigner, seed: new Uint8Array(32) })) })).toBe('KEY_DIFFERS');
    expect(await codeOf({ name: 'buxoro' })).toBe('OPTION');
    await chmod(paths().keyFile, 0o644);
    expect(await codeOf()).toBe(process.platform === 'win32' ? 'SIGNED' : 'OPTION');
  });

  it('with a state or a key that was damaged', async () => {
    await witness();
    await writeFile(paths().stateFile, '{}');
    expect(await codeOf()).toBe('SHAPE');
    await writeFile(paths().stateFile, '');
    expect(await codeOf()).toBe('NOT_JSON');
    await rm(paths().stateFile);
    await writeFile(paths().keyFile, '{"kind":"other"}');
    expect(await codeOf()).toBe('SHAPE');
  });

  it('where the server does not take the cosignature', async () => {
    server.errors = [{ code: 'NOT_FOUND', message: 'There is no such witness.' }];
    await expect(witness()).rejects.toMatchObject({ fault: { code: 'COSIGNATURE_REFUSED', message: 'The server does not take the cosignature: There is no such witness. (NOT_FOUND).' } });
  });

  it.each<[string, typeof fetch]>([
    ['has another status', async () => new Response('x', { status: 503 })],
    ['is no JSON', async () => new Response('x')],
    ['does not come', () => Promise.reject(new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') }))],
    ['is endless', async () => new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1_000_000)) }))],
  ])('where the answer %s', async (_, fetcher) => {
    expect(await codeOf({ fetcher })).toMatch(/^(NO_ANSWER|NOT_JSON|TOO_LARGE)$/);
  });
});
