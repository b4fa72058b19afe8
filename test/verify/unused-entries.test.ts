import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../src/ledger/log-entry.js';
import { entriesBesideBundle, verifyBundle } from '../../src/verify/index.js';
import { forged, itemOf, type Draft } from './support/forge.js';
import { remake } from './support/remake.js';
import { makeTestBundle } from './support/test-bundle.js';
import { exportOf } from './support/test-export.js';
import { logKey } from './support/test-log.js';

const honest = makeTestBundle();
const lines = exportOf(honest.entries);
const named = async (bundle = honest.bundle, given = lines) => {
  const { fault, remarks } = await entriesBesideBundle(bundle, given);
  return { code: fault?.code, remarks: remarks.map(({ code, place, message }) => `${code} ${place} ${message}`) };
};
const lineOf = (find: (entry: LogEntry) => boolean): number => honest.entries.findIndex(find) + 1;

describe('the whole ledger beside a bundle', () => {
  it('names every entry that the bundle does not rest on, and no other', async () => {
    const { code, remarks } = await named();
    expect(code).toBeUndefined();
    const opened = honest.entries.flatMap(({ action }, at) => (action === 'round.opened' ? [at] : []));
    expect(remarks).toHaveLength(opened.length + 1);
    expect(remarks.filter((remark) => remark.includes('(round.opened)'))).toHaveLength(opened.length);
    const staged = lineOf(({ action }) => action === 'publication.staged');
    expect(remarks).toContain(`ENTRY_BESIDE line ${staged} publication 2: the bundle does not rest on the entry ${staged - 1} (publication.staged).`);
  });

  it('regression: what a bundle left out was seen by nobody', async () => {
    // Whoever forges the publication, too, leaves the adjustments alone in the log.
    const bundle = forged(honest, (draft: Draft) => {
      const item = itemOf(draft, 'UZ-FA 4.1');
      const { entry } = item.adjustments.pop()!;
      item.points = '8';
      (draft.entries[draft.publication]!.body as { adjustments: object[] }).adjustments.pop();
      remake(draft);
      draft.entries.splice(entry, 1);
      draft.publication -= 1;
    });
    expect(verifyBundle(bundle, { key: logKey }).fault).toBeNull();
    const published = bundle.entries[bundle.publication]!;
    const written = honest.entries.map((entry, at) => (at === published.index ? { ...entry, body: published.body! } : entry));
    const at = honest.entries.findLastIndex(({ action }) => action === 'score.adjusted');
    // The head of that one entry is over its id, time and salt alone, so it stays.
    expect((await named(bundle, exportOf(written))).remarks).toContainEqual(expect.stringContaining(`ENTRY_UNUSED line ${at + 1} UZ-FA 4.1: the bundle does not rest on the entry ${at} (score.adjusted)`));
  });

  it('has to be the log of the checkpoint', async () => {
    expect(await named(honest.bundle, lines.slice(0, -1))).toEqual({ code: 'TRUNCATED', remarks: [] });
    expect(await named(honest.bundle, ['Salom'])).toEqual({ code: 'NOT_JSON', remarks: [] });
    const other = exportOf(honest.entries.map((entry, at) => (at === 3 ? { ...entry, action: 'score.voided' } : entry)));
    expect(await named(honest.bundle, other)).toEqual({ code: 'ROOT_DIFFERS', remarks: [] });
  });
});
