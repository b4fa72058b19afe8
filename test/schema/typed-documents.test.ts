import { readFile } from 'node:fs/promises';
import { generate } from '@graphql-codegen/cli';
import { describe, expect, it } from 'vitest';
import config from '../../codegen.js';

describe('the typed documents', () => {
  it('are those that the schema and the .graphql files make (else: npm run codegen)', async () => {
    const made: { filename: string; content: string }[] = await generate({ ...config, silent: true }, false);
    expect(made.map(({ filename }) => filename)).toEqual([
      'src/cli/demonstration/generated/graphql.ts',
      'test/support/generated/graphql.ts',
    ]);
    for (const { filename, content } of made) {
      expect(await readFile(filename, 'utf8')).toBe(content);
    }
  });
});
