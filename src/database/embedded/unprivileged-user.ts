import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A user to run PostgreSQL as. */
export interface UnprivilegedUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. For root this is the owner of the cluster where there is one (it may have been
 * made by an ordinary user), else `postgres`, else `nobody`: initdb asks for a user with a line in /etc/passwd. Null
 * for everybody else, who runs it as oneself.
 */
export async function unprivilegedUser(clusterFolder: string): Promise<UnprivilegedUser | null> {
  if (process.getuid?.() !== 0) {
    return null;
  }
  const owner = await stat(join(clusterFolder, 'PG_VERSION')).catch(() => null);
  if (owner && owner.uid !== 0) {
    return { uid: owner.uid, gid: owner.gid };
  }
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields) {
      return { uid: Number(fields[2]), gid: Number(fields[3]) };
    }
  }
  return { uid: 65_534, gid: 65_534 };
}
