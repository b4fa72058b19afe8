import { writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { describeApplicationSchema } from '../app.js';

/** Writes `schema/schema.graphql`: the schema as clients see it, sorted, for review. */
export async function emitSchema(file: string): Promise<void> {
  const schema = lexicographicSortSchema(await describeApplicationSchema());
  await writeFile(file, `${printSchema(schema)}\n`);
}

await emitSchema(process.argv[2] ?? 'schema/schema.graphql');
