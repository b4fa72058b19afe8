import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFolder } from './make-folder.js';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'kengash-folder-'));
});

afterAll(() => rm(root, { recursive: true, force: true }));

describe('a folder', () => {
  it('is made with all above it, by several at once and again', async () => {
    const deep = join(root, 'a', 'b', 'c');
    await Promise.all([makeFolder(deep), makeFolder(deep), makeFolder(join(root, 'a', 'b'))]);
    await makeFolder(deep);
    expect((await stat(deep)).isDirectory()).toBe(true);
  });

  it('is not made where a file stands', async () => {
    await writeFile(join(root, 'file'), '');
    await expect(makeFolder(join(root, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(makeFolder(join(root, 'file', 'within'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it('is refused, not waited for, where the system makes none', async () => {
    await expect(makeFolder('/proc/kengash/data')).rejects.toMatchObject({ code: expect.stringMatching(/^E[A-Z]+$/) });
  });
});
