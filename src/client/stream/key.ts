function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value;
  }
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]));
}

/** The key under which the state of a stream is kept: another document or other variables give another one. */
export function streamKey(query: string, variables: object): string {
  return JSON.stringify([query.replaceAll(/\s+/g, ' ').trim(), sorted(variables)]);
}
