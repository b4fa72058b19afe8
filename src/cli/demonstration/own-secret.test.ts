import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownSecret } from './own-secret.js';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kengash-secret-'));
  file = join(folder, 'secret');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the secret of a data folder', () => {
  it('is made once, for its owner alone, and found again', async () => {
    const secret = await ownSecret(folder);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await ownSecret(folder)).toBe(secret);
    expect(await readdir(folder)).toEqual(['secret']);
  });

  it.each(['', '\n', 'abc', 'a'.repeat(31)])('is made anew where %j is all that a full disk or a kill left', async (left) => {
    await writeFile(file, left);
    const secret = await ownSecret(folder);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect((await readFile(file, 'utf8')).trim()).toBe(secret);
  });

  it('is named with what to do where it cannot be read, and left as it is', async () => {
    await mkdir(file);
    await expect(ownSecret(folder)).rejects.toMatchObject({
      code: 'SECRET_UNREADABLE',
      message: expect.stringContaining(file) as string,
    });
    expect((await stat(file)).isDirectory()).toBe(true);
  });
});
