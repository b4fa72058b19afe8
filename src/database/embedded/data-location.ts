import { randomBytes } from 'node:crypto';
import { chmod, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { keepFile } from '../../storage/keep-file.js';
import { makeFolder } from '../../storage/make-folder.js';
import { unwritable } from './embedded-postgres-error.js';
import { canReach } from './reachability.js';
import { unprivilegedUser } from './unprivileged-user.js';

/** The note that is left in the asked folder when the data are elsewhere. */
const noteName = 'WHERE-THE-DATA-ARE.txt';

/** Where the data of folders are kept that PostgreSQL's user cannot reach. */
const relocatedRoot = '/var/lib/kengash';

/** The folder of the cluster within a data folder. */
export const clusterFolder = (dataFolder: string): string => join(dataFolder, 'postgres');

/**
 * The folder that holds the data of an asked folder: that one itself, or the one its note names. Nothing is made. A
 * note is believed only when it names a folder of ours, because `reset` deletes what this answers.
 */
export async function resolveDataDirectory(asked: string): Promise<string> {
  const note = await readFile(join(asked, noteName), 'utf8').catch(() => '');
  const ours = new RegExp(`^${relocatedRoot}/[0-9a-f]{16}$`);
  return note.split('\n').find((line) => ours.test(line)) ?? resolve(asked);
}

/**
 * Makes the folder that the data of an asked folder go to: within it, or elsewhere when PostgreSQL's user could not
 * get there. Data that a note names stay where they are; without one the place is new, so that whoever deletes the asked
 * folder begins anew and does not find a database again whose files are gone. Throws EmbeddedPostgresError with DATA_DIRECTORY_UNWRITABLE.
 */
export async function placeData(asked: string): Promise<string> {
  const folder = resolve(asked);
  try {
    await makeFolder(folder);
  } catch (error) {
    throw unwritable(asked, error);
  }
  const noted = await resolveDataDirectory(folder);
  if (noted !== folder && (await stat(noted).catch(() => null))) {
    return noted;
  }
  const user = await unprivilegedUser(clusterFolder(folder));
  if (!user || (await canReach(clusterFolder(folder), user))) {
    return folder;
  }
  const elsewhere = join(relocatedRoot, randomBytes(8).toString('hex'));
  try {
    await makeFolder(elsewhere);
    // Whatever the mask: the other user has to get through.
    await chmod(relocatedRoot, 0o755);
    await chmod(elsewhere, 0o755);
    await keepFile(
      join(folder, noteName),
      `PostgreSQL does not run as root, and its user cannot reach this folder. The data are in\n${elsewhere}\n`,
      0o644,
    );
  } catch (error) {
    throw unwritable(elsewhere, error);
  }
  return elsewhere;
}
