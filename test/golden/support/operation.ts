import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kind, parse, visit } from 'graphql';

/** The folder of the operations and of what they answered. */
export const goldenFolder = join(import.meta.dirname, '..');

/** An operation under test, as its file states it. */
export interface GoldenOperation {
  readonly name: string;
  readonly text: string;
  /** The demonstration account that sends it; `public` for nobody. */
  readonly viewer: string;
  /** With the names of `readNamedIds` where an id is made anew in each database: `<Evaluation SCORING UZ-AN>`. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether it takes the size of its page as `$first`. */
  readonly isPaged: boolean;
  /** What may cost a statement of its own: fields with a selection, each type of a mixed list, counts and positions. */
  readonly levels: number;
}

/** Reads all operations, in the order of their names. Throws when one does not say who sends it. */
export async function readOperations(): Promise<readonly GoldenOperation[]> {
  const files = (await readdir(goldenFolder)).filter((file) => file.endsWith('.graphql')).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(goldenFolder, file), 'utf8');
      const viewer = /^# as: (.+)$/m.exec(text)?.[1];
      if (!viewer) {
        throw new Error(`${file} does not say who sends it: it needs the line "# as: agency"`);
      }
      const variables = JSON.parse(/^# variables: (.+)$/m.exec(text)?.[1] ?? '{}') as Record<string, unknown>;
      const isPaged = text.includes('$first');
      return { name: file.replace('.graphql', ''), text, viewer, variables, isPaged, levels: levelsOf(text) };
    }),
  );
}

function levelsOf(text: string): number {
  let levels = 0;
  visit(parse(text), {
    [Kind.INLINE_FRAGMENT]: () => {
      levels += 1;
    },
    [Kind.FIELD]: (field) => {
      if (field.selectionSet || field.name.value === 'totalCount' || field.name.value === 'position') {
        levels += 1;
      }
    },
  });
  return levels;
}
