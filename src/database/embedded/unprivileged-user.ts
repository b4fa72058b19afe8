import { readFileSync } from 'node:fs';

/** A user to run PostgreSQL as. */
export interface UnprivilegedUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. For root this is the user `postgres`, else `nobody`; initdb asks for one with a
 * line in /etc/passwd. Null for everybody else, who runs it as oneself.
 */
export function unprivilegedUser(): UnprivilegedUser | null {
  if (process.getuid?.() !== 0) {
    return null;
  }
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields) {
      return { uid: Number(fields[2]), gid: Number(fields[3]) };
    }
  }
  return { uid: 65_534, gid: 65_534 };
}
