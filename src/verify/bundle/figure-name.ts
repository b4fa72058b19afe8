/** A way through a document: the names of members and the places in lists. */
export type FigurePath = readonly (string | number)[];

const at = (value: unknown, key: string | number): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string | number, unknown>>)[key] : undefined;

const member = (value: unknown, name: string): string => {
  const found = at(value, name);
  return typeof found === 'string' ? found : '';
};

/** What people call the figure at a path of a table: "UZ-AN rank", "UZ-AN indicator 1.2 points", "agreement KRIPPENDORFF_ALPHA 1 value". */
export function figureName(table: unknown, path: FigurePath): string {
  const [first = '', second = '', ...rest] = path;
  const element = at(at(table, first), second);
  switch (first) {
    case 'rows':
      return [member(element, 'councilCode'), ...partOfRow(element, rest)].join(' ');
    case 'agreement':
      return ['agreement', member(element, 'statistic'), member(element, 'criterion') || 'of the cycle', ...rest].join(' ');
    case 'robustness':
      return ['robustness', ...partOfRobustness(at(element, rest[0] ?? ''), [second, ...rest])].join(' ');
    default:
      return path.join(' ');
  }
}

function partOfRow(row: unknown, path: FigurePath): FigurePath {
  const [first = '', second = '', ...rest] = path;
  const kinds: Readonly<Record<string, string>> = { criteria: 'criterion', indicators: 'indicator' };
  const kind = kinds[first];
  return kind === undefined || second === '' ? path : [kind, member(at(at(row, first), second), 'code'), ...rest];
}

function partOfRobustness(element: unknown, path: FigurePath): FigurePath {
  const [first = '', second, ...rest] = path;
  const named = [member(element, 'kind'), member(element, 'code'), member(element, 'choice'), member(element, 'instead')].filter((part) => part !== '');
  return second === undefined || named.length === 0 ? path : [first, ...named, ...rest];
}
