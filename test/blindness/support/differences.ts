/** Where two texts part, with what is around it. */
function parting(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) {
    at += 1;
  }
  const from = Math.max(0, at - 120);
  return `${one.slice(from, at + 60)} <> ${other.slice(from, at + 60)}`;
}

/** The texts that are not the same to the byte, by name, cut to the place where they part. */
export function differences(
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  const names = [...new Set([...before.keys(), ...now.keys()])];
  const found = names.flatMap((name) => {
    const [one, other] = [before.get(name) ?? '(nothing)', now.get(name) ?? '(nothing)'];
    return one === other ? [] : [[name, parting(one, other)] as const];
  });
  return Object.fromEntries(found);
}
