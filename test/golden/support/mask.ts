/** What differs from run to run, by the name of its field. */
const masks: Readonly<Record<string, string>> = {
  position: '<position>',
  cursor: '<cursor>',
  startCursor: '<cursor>',
  endCursor: '<cursor>',
  requestId: '<request>',
  // Drawn by lot in each cycle.
  pseudonym: '<pseudonym>',
  rater: '<pseudonym>',
  // Over the id of the cycle, which is made anew.
  commitmentHash: '<hash>',
  snapshotHash: '<hash>',
  // A ticket with its hour of expiry.
  path: '<path>',
};

/** UUIDs of versions 4 and 7 are made anew in each database; those of version 5 follow from a name and stay. */
const fresh = /^[A-Za-z]+:[0-9a-f]{8}-[0-9a-f]{4}-[47]/;
/** A mark as a trace names it. */
const markOfRater = /^mark R-[0-9A-Z]+$/;
const instant = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/;

/** An answer with what differs from run to run put out of sight; null stays null. */
export function maskAnswer(answer: unknown): unknown {
  return JSON.parse(
    JSON.stringify(answer, (key, value: unknown) => {
      if (Array.isArray(value) && value.some(isByLot)) {
        return inOneOrder(value);
      }
      if (typeof value !== 'string') {
        return value;
      }
      if (instant.test(value)) {
        return '<instant>';
      }
      if (/^id$|Id$/.test(key) && fresh.test(Buffer.from(value, 'base64url').toString('latin1'))) {
        return '<id>';
      }
      return masks[key] ?? (key === 'figure' ? value.replace(markOfRater, 'mark <pseudonym>') : value);
    }),
  ) as unknown;
}

/** Whether something stands in its list by a pseudonym, and so elsewhere in each run. */
function isByLot(item: unknown): boolean {
  return typeof item === 'object' && item !== null && ('rater' in item || 'pseudonym' in item || ('figure' in item && markOfRater.test(String(item.figure))));
}

function inOneOrder(items: readonly unknown[]): unknown[] {
  const texts = new Map(items.map((item) => [item, JSON.stringify(maskAnswer(item))]));
  return items.toSorted((left, right) => ((texts.get(left) ?? '') < (texts.get(right) ?? '') ? -1 : 1));
}

/** SQL texts fit to be read and compared: one clause a line, lists of any length alike, in an order of their own. */
export function maskSql(statements: readonly string[]): readonly string[] {
  return statements
    .map((statement) =>
      statement
        .replaceAll(/\s+/g, ' ')
        .replaceAll(/\(\$\d+(?:, ?\$\d+)*\)/g, '($$*)')
        .replaceAll(/\$\d+/g, '$$?')
        .replaceAll(/ (from|where|left join|inner join|join|order by|group by|limit|union all) /g, '\n  $1 ')
        .trim(),
    )
    // Reads of one level go out at once, on connections of their own: which is first is chance.
    .toSorted()
    .map((statement) => `${statement};\n`);
}
