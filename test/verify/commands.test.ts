import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cosign, cosignatureKey, formatSignatureLine, formatVerifierKey } from '../../src/ledger/note/index.js';
import { signReceipt } from '../../src/ledger/receipt.js';
import { run } from '../../src/verify/index.js';
import { changed, type Draft, forged, itemOf, republish } from './support/forge.js';
import { TestLogServer } from './support/log-server.js';
import { rateCycle } from './support/rated-cycle.js';
import { makeTestBundle } from './support/test-bundle.js';
import { exportOf } from './support/test-export.js';
import { logKey, logSigner, TestTree } from './support/test-log.js';
import { endlessBytes, inPieces, TestTerminal } from './support/test-terminal.js';

const honest = makeTestBundle();
const witness = { name: 'andijon', seed: new Uint8Array(32).fill(11) };
const cosignature = formatSignatureLine(cosign({ ...witness, text: new TestTree(honest.leaves).text(), time: 1_770_000_000 }));
const bundle = JSON.stringify(changed(honest, (draft) => (draft.checkpoint += `${cosignature}\n`)));
const wrong = JSON.stringify(forged(honest, (draft) => republish(draft, ({ rows }) => (rows[2]!.rank = 1))));
const exported = exportOf(rateCycle().log.entries);

let folder: string;
let terminal: TestTerminal;

const file = (name: string): string => join(folder, name);
const kengash = (...argv: readonly string[]): Promise<number> => run(argv, terminal);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kengash-commands-'));
  const mark = itemOf(honest.bundle as Draft, 'UZ-AN 1.2').marks[0]!;
  const { index, shown, proof } = honest.bundle.entries[mark.entry]!;
  const contents = {
    'bundle.json': bundle,
    'wrong.json': wrong,
    'text.txt': 'Salom\n',
    'bytes.json': Buffer.from([0x22, 0xff, 0x22]),
    'checkpoint.txt': new TestTree(honest.leaves).checkpoint(),
    'checkpoint.json': JSON.stringify({ data: { checkpoint: { size: honest.leaves.length, note: `${new TestTree(honest.leaves).checkpoint()}${cosignature}\n` } } }),
    'empty.json': '{"data":{"checkpoint":null}}',
    'other.txt': new TestTree(honest.leaves.toReversed()).checkpoint(),
    'short.txt': new TestTree(honest.leaves.slice(0, 90)).checkpoint(),
    'proof.json': '{"data":{"consistencyProof":{"hashes":[]}}}',
    'witnesses.txt': `# of Andijon\n${formatVerifierKey(cosignatureKey(witness.name, witness.seed))}\n\n`,
    'ledger.ndjson': exported.map((line) => `${line}\n`).join(''),
    'cut.ndjson': exported.slice(0, 100).join('\n'),
    'ledger.txt': new TestTree(honest.leaves.slice(0, exported.length)).checkpoint(),
    'receipt.txt': signReceipt({ commitment: mark.commitment, submittedAt: 1_770_000_000, includedBy: 1_770_000_600 }, logSigner),
    'inclusion.json': JSON.stringify({ data: { inclusionProof: { index, ...shown, hashes: proof, checkpoint: { note: honest.bundle.checkpoint } } } }),
  };
  await Promise.all(Object.entries(contents).map(([name, content]) => writeFile(file(name), content)));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(() => (terminal = new TestTerminal()));

describe('publication', () => {
  it('says at the end what was proved, after how far it came and what has to be known', async () => {
    expect(await kengash('publication', file('bundle.json'), '--key', logKey, '--checkpoint', file('checkpoint.txt'), '--witness-keys', file('witnesses.txt'))).toBe(0);
    expect(terminal.result).toMatch(
      /^Proved: publication 2 \([0-9a-f]{64}\): all \d+ figures of 3 councils follow by the methodology councils-illustrative 1 from 42 items, 124 marks \(108 opened, each what its commitment in the log was made of\), .*168 entries are in the log kengash\.example\/log of 175 entries, signed with the key that was given and by 1 given witness\.$/,
    );
    expect(terminal.lines.filter((line) => line.startsWith('Note: '))).toHaveLength(3);
    expect(terminal.written.join('')).toMatch(/entries: \d+ of 168\n[^]*entries: 168 of 168\nmarks: [^]*table: 1 of 1\npublication: 1 of 1\n$/);
  });

  it('takes the witnesses of a checkpoint that was asked for later', async () => {
    await writeFile(file('unsigned.json'), JSON.stringify(honest.bundle));
    expect(await kengash('publication', file('unsigned.json'), '--witness-keys', file('witnesses.txt'))).toBe(1);
    expect(terminal.result).toContain('WRONG: COSIGNATURE_MISSING');
    expect(await kengash('publication', file('unsigned.json'), '--witness-keys', file('witnesses.txt'), '--checkpoint', file('checkpoint.json'))).toBe(0);
    expect(terminal.result).toContain('and by 1 given witness.');
  });

  it('shows a bar where a person looks, and takes it away', async () => {
    terminal.isInteractive = true;
    await kengash('publication', file('bundle.json'));
    expect(terminal.written.join('')).toContain('\r\u001B[K[############............] marks: 62 of 124');
    expect(terminal.written.at(-1)).toBe('\r\u001B[K');
  });

  it('says plainly that the key was taken from the bundle', async () => {
    await kengash('publication', file('bundle.json'));
    expect(terminal.lines.join('\n')).toContain(`Note: The key of the log was taken from the bundle itself: ${logKey}.`);
    expect(terminal.result).toContain('signed with the key in the bundle');
  });

  it('names the first thing that is wrong', async () => {
    expect(await kengash('publication', file('wrong.json'), '--quiet')).toBe(1);
    expect(terminal.lines).toEqual(['WRONG: FIGURE_DIFFERS at $.snapshot.rows[2].rank: UZ-BU rank: published 1, recomputed 3']);
    expect(terminal.written).toEqual([]);
  });

  it('prints a report for programs, and nothing else', async () => {
    expect(await kengash('publication', file('wrong.json'), '--json', '--quiet')).toBe(1);
    expect(JSON.parse(terminal.lines.join('\n'))).toMatchObject({ verdict: 'WRONG', fault: { code: 'FIGURE_DIFFERS', place: '$.snapshot.rows[2].rank' }, facts: { counts: { marks: 124 } } });
    terminal = new TestTerminal();
    expect(await kengash('publication', file('absent'), '--json')).toBe(2);
    expect(JSON.parse(terminal.lines.join('\n'))).toMatchObject({ verdict: 'UNUSABLE', fault: { code: 'CANNOT_READ' } });
  });

  it.each<[string, readonly string[], number, string]>([
    ['a file that is not there', ['absent'], 2, 'Cannot be verified: CANNOT_READ'],
    ['a folder', ['.'], 2, 'Cannot be verified: CANNOT_READ'],
    ['a text', ['text.txt'], 2, 'Cannot be verified: NOT_JSON at $'],
    ['bytes that are no text', ['bytes.json'], 2, 'Cannot be verified: NOT_JSON'],
    ['the checkpoint of another log', ['bundle.json', '--checkpoint', 'other.txt'], 1, 'WRONG: CHECKPOINT_FORKED'],
    ['an earlier checkpoint without proof', ['bundle.json', '--checkpoint', 'short.txt'], 2, 'Cannot be verified: CONSISTENCY_NEEDED'],
    ['an earlier checkpoint with a false proof', ['bundle.json', '--checkpoint', 'short.txt', '--consistency', 'proof.json'], 1, 'WRONG: CHECKPOINT_INCONSISTENT'],
    ['an answer without checkpoint', ['bundle.json', '--checkpoint', 'empty.json'], 2, 'Cannot be verified: SHAPE'],
    ['keys that are none', ['bundle.json', '--witness-keys', 'text.txt'], 2, 'Cannot be verified: OPTION at options.witnessKeys[0]'],
    ['no file', [], 2, 'Cannot be verified: OPTION at arguments'],
    ['two files', ['bundle.json', 'wrong.json'], 2, 'Cannot be verified: OPTION at arguments'],
    ['an option that there is not', ['bundle.json', '--kye', 'x'], 2, 'Cannot be verified: OPTION at arguments'],
    ['an option twice', ['bundle.json', '--checkpoint', 'other.txt', '--checkpoint', 'short.txt'], 2, 'Cannot be verified: OPTION at --checkpoint'],
  ])('does not prove with %s', async (_, argv, status, words) => {
    const paths = argv.map((word) => (word.startsWith('-') || word === 'x' ? word : file(word)));
    expect([await kengash('publication', ...paths, '--quiet'), terminal.result.slice(0, words.length)]).toEqual([status, words]);
  });
});

const redirected = () => Object.defineProperty(new Response(bundle), 'url', { value: 'http://elsewhere.example/' });

describe('publication from the web', () => {
  const address = 'https://kengash.example/publications/2.bundle.json';

  it('downloads the bundle, and nothing more', async () => {
    const asked: string[] = [];
    terminal.fetcher = async (url) => {
      asked.push(String(url));
      return new Response(bundle, { headers: { 'content-length': `${Buffer.byteLength(bundle)}` } });
    };
    expect(await kengash('publication', address)).toBe(0);
    expect(asked).toEqual([address]);
    expect(terminal.written.join('')).toContain(`bytes: ${Buffer.byteLength(bundle)} of ${Buffer.byteLength(bundle)}`);
  });

  it.each<[string, string, typeof fetch, string]>([
    ['an address that is not safe', 'http://kengash.example/1', async () => new Response(bundle), 'OPTION at arguments'],
    ['another kind of address', 'ftp://kengash.example/1', async () => new Response(bundle), 'OPTION at arguments'],
    ['a publication that is not there', address, async () => new Response('{}', { status: 404 }), `NO_ANSWER at ${address}: The server has answered with status 404`],
    ['a way that leaves what is safe', address, async () => redirected(), `OPTION at ${address}`],
    ['an endless answer', address, async () => new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(8_000_000).fill(32)) })), `TOO_LARGE at ${address}`],
    ['an answer that breaks off', address, async () => new Response(new ReadableStream({ start: (controller) => controller.error(new Error('reset')) })), `NO_ANSWER at ${address}: There was no whole answer: reset`],
    ['an answer that does not come', address, () => Promise.reject(Object.assign(new Error('late'), { name: 'TimeoutError' })), `NO_ANSWER at ${address}: There was no whole answer within 120 seconds`],
    ['bytes that are no text', address, async () => new Response(new Uint8Array([0xff])), `NO_ANSWER at ${address}`],
  ])('does not prove with %s', async (_, source, fetcher, words) => {
    terminal.fetcher = fetcher;
    expect(await kengash('publication', source, '--quiet')).toBe(2);
    expect(terminal.result).toContain(`Cannot be verified: ${words}`);
  });
});

describe('ledger', () => {
  it('proves a file, and what comes by the standard input', async () => {
    expect(await kengash('ledger', file('ledger.ndjson'), '--key', logKey, '--checkpoint', file('short.txt'), '--checkpoint', file('ledger.txt'))).toBe(0);
    expect(terminal.result).toMatch(new RegExp(`^Proved: ${exported.length} entries from the first on; root [0-9a-f]{64}, chain [0-9a-f]{64}; signed under the checkpoints of 90, ${exported.length}\\.$`));
    terminal.stdin = inPieces(Buffer.from(exported.join('\n')));
    expect(await kengash('ledger', '-')).toBe(0);
    expect(terminal.result).toContain('compared with no checkpoint');
  });

  it('names what was cut off, and reads nothing without an end of line for ever', async () => {
    expect(await kengash('ledger', file('cut.ndjson'), '--key', logKey, '--checkpoint', file('ledger.txt'))).toBe(1);
    expect(terminal.result).toMatch(/^WRONG: TRUNCATED at line 101: /);
    terminal.stdin = endlessBytes();
    expect(await kengash('ledger', '-')).toBe(2);
    expect(terminal.result).toBe('Cannot be verified: TOO_LARGE at line 1: This line has more than 16777216 bytes.');
  });

  it('needs a file that can be read', async () => {
    expect(await kengash('ledger', file('absent'))).toBe(2);
    expect(await kengash('ledger', folder)).toBe(2);
    expect(terminal.result).toContain('CANNOT_READ');
  });
});

describe('receipt', () => {
  it('says that it is genuine, and with a proof that it was kept', async () => {
    expect(await kengash('receipt', file('receipt.txt'), '--key', logKey)).toBe(0);
    expect(terminal.result).toContain('that it was kept is not shown here');
    expect(await kengash('receipt', file('receipt.txt'), '--key', logKey, '--proof', file('inclusion.json'), '--rater', 'R-1')).toBe(0);
    expect(terminal.result).toMatch(/^Proved: the log kengash\.example\/log has signed that the commitment [0-9a-f]{64} came in at 2026-02-02T02:40:00\.000Z; it was kept: entry \d+ in the log of 175 entries\.$/);
  });

  it('needs a key', async () => {
    expect(await kengash('receipt', file('receipt.txt'))).toBe(2);
    expect(terminal.result).toContain('OPTION at --key');
    expect(await kengash('receipt', file('text.txt'), '--key', logKey)).toBe(1);
    expect(terminal.result).toContain('RECEIPT_MALFORMED');
  });
});

describe('witness', () => {
  it('prints the key to be registered at the first run, and what it has signed at each', async () => {
    const server = new TestLogServer(honest.leaves.slice(0, 100));
    terminal.fetcher = server.fetcher;
    const options = ['--url', 'http://localhost:4000/graphql', '--name', 'andijon', '--key-file', file('key.json'), '--state-file', file('state.json')];
    expect(await kengash('witness', ...options, '--log-key', logKey)).toBe(0);
    expect(terminal.written.join('')).toMatch(/^A new key was made\. Let it be registered \(witnessRegister: publicKey "[A-Za-z0-9+/]{43}="\) and publish it:\nandijon\+[0-9a-f]{8}\+/);
    expect(terminal.lines.join('\n')).toContain(`Note: Nothing earlier is known of this log: its first 100 entries and its key ${logKey} are believed as they are.`);
    server.leaves = honest.leaves;
    expect(await kengash('witness', ...options)).toBe(0);
    expect(terminal.result).toMatch(/^Proved: the log kengash\.example\/log of 175 entries continues the one of 100; co-signed as andijon\+/);
    server.leaves = honest.leaves.toReversed();
    expect(await kengash('witness', ...options)).toBe(1);
    expect(terminal.result).toMatch(/^WRONG: CHECKPOINT_FORKED at /);
    expect(server.cosignatures).toHaveLength(2);
  });

  it('says which option is missing, and which file cannot be written', async () => {
    expect(await kengash('witness', '--url', 'https://kengash.example/graphql')).toBe(2);
    expect(terminal.result).toBe('Cannot be verified: OPTION at --name: This option is needed.');
    expect(await kengash('witness', 'x')).toBe(2);
    const lost = join(folder, 'nowhere', 'file');
    expect(await kengash('witness', '--url', 'https://kengash.example/graphql', '--name', 'a', '--key-file', lost, '--state-file', lost, '--log-key', logKey)).toBe(2);
    expect(terminal.result).toContain(`Cannot be verified: CANNOT_READ at ${lost}`);
  });
});

describe('the program', () => {
  it.each([
    [[], 2],
    [['help'], 0],
    [['--help'], 0],
    [['publication', '--help'], 0],
    [['toString'], 2],
  ])('tells what it can do: %j', async (argv, status) => {
    expect(await kengash(...argv)).toBe(status);
    expect(terminal.result).toContain('kengash-verify witness --url');
  });

  it('lets nothing of what it reads move the cursor', async () => {
    expect(await kengash('publication', file('a\u001B[2Jb'), '--quiet')).toBe(2);
    expect(terminal.result).not.toContain('\u001B');
  });
});
