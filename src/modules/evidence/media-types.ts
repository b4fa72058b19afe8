/**
 * The types of files that are taken, with the bytes that such files begin with; none where they begin as they like. A
 * map, because the name comes from a client: an object answers to `__proto__` too.
 */
export const mediaTypes: ReadonlyMap<string, readonly number[]> = new Map([
  ['application/pdf', [0x25, 0x50, 0x44, 0x46]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', [0x50, 0x4b]],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', [0x50, 0x4b]],
  ['text/csv', []],
  ['text/plain', []],
]);

/** The largest file, in bytes: 20 MiB. */
export const largestFile = 20 * 1_048_576;
