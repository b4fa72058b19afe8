/** Names shown of a list; the rest is an ellipsis. */
const most = 5;

/** A list of names for a message: each once, and no more than a person reads. */
export function briefList(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  return [...distinct.slice(0, most), ...(distinct.length > most ? ['…'] : [])].join(', ');
}
