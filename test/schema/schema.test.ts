import { readFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { describeApplicationSchema } from '../../src/app.js';

describe('the emitted schema', () => {
  it('is the one that the code makes (else: npm run schema:emit)', async () => {
    const made = `${printSchema(lexicographicSortSchema(await describeApplicationSchema()))}\n`;
    expect(await readFile('schema/schema.graphql', 'utf8')).toBe(made);
  });
});
