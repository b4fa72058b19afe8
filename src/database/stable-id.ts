import { v5 } from 'uuid';

/** The namespace of ids that follow from a name (UUID version 5, RFC 9562). */
const namespace = 'f0b9c8a2-6f0e-5b52-9d0a-6b656e676173';

/** The id of a reference row: the same in every installation, so that links and tests hold anywhere. */
export function stableId(type: string, name: string): string {
  return v5(`${type}:${name}`, namespace);
}

/** The id that no row has (the Nil UUID, RFC 9562): what is looked for when an id in an input could not be read. */
export const noId = '00000000-0000-0000-0000-000000000000';
