import { type ScoreRow, scoreTable } from '../scoring/index.js';
import type { MethodologyBody } from './methodology-body.js';
import { rulesOf } from './methodology-rules.js';
import { outcomesOf, type SettledCouncil } from './settled.js';
import type { Trace } from './trace.js';

/**
 * The trace of a council's place among the councils of its cycle, above the trace of its published number and beside the
 * numbers that it is compared with. The trace as it was for a council that takes no place.
 */
export function withRank(body: MethodologyBody, councils: readonly Pick<SettledCouncil, 'code' | 'items'>[], councilCode: string, published: Trace): Trace {
  const rules = rulesOf(body);
  const rows = rules ? scoreTable(rules, councils.map(outcomesOf)) : [];
  const own = rows.find(({ council }) => council === councilCode);
  if (!rules || !own?.rated) {
    return published;
  }
  const ties = rules.tieBreak.length > 0 ? `, then by the points in the criteria ${rules.tieBreak.join(', ')}` : '';
  const rated = rows.filter((row) => row.rated).length;
  return {
    figure: 'rank',
    value: String(own.rank),
    rule: `one more than how many are better, by the published number${ties}; of ${rated} that are rated`,
    inputs: [published, ...rows.filter((row) => row !== own).map(otherTrace)],
  };
}

function otherTrace(row: ScoreRow): Trace {
  const figure = `published ${row.council}`;
  return row.rated
    ? { figure, value: row.published, rule: `rank ${row.rank}`, inputs: [] }
    : { figure, value: null, rule: row.reason, inputs: [] };
}
