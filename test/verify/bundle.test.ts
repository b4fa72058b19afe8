import { describe, expect, it } from 'vitest';
import { type Progress, verifyBundle } from '../../src/verify/index.js';
import { changed, forged, type Draft, republish } from './support/forge.js';
import { makeTestBundle } from './support/test-bundle.js';
import { logKey } from './support/test-log.js';

const honest = makeTestBundle();

/** A correction of publication 1 after which "UZ-FA 4.1" has the points of its last adjustment. */
const corrected = makeTestBundle(({ rows }) => {
  const row = rows.find(({ councilCode }) => councilCode === 'UZ-FA');
  return {
    of: 1,
    reason: 'Apellyatsiya',
    figures: [
      { councilCode: 'UZ-FA', figure: 'published', before: '1', after: row?.published ?? null },
      { councilCode: 'UZ-FA', figure: 'rank', before: '3', after: `${row?.rank}` },
      { councilCode: 'UZ-FA', figure: 'indicator 4.1', before: '8', after: '12' },
    ],
  };
});

describe('a bundle', () => {
  it('is proved from the marks to the table', () => {
    const report = verifyBundle(honest.bundle, { key: logKey });
    expect(report).toMatchObject({ verdict: 'PROVED', fault: null });
    expect(report.steps).toEqual(['shape', 'snapshot', 'checkpoint', 'entries', 'marks', 'points', 'table', 'publication']);
    expect(report.facts).toMatchObject({
      publication: { number: 2, snapshotHash: honest.bundle.snapshotHash },
      log: { origin: 'kengash.example/log', size: 175, keyFrom: 'GIVEN' },
      counts: { councils: 3, items: 42, marks: 124, opened: 108, void: 1, reveals: 31, adjustments: 2, entries: 168 },
    });
    expect(report.facts.counts.figures).toBeGreaterThan(400);
  });

  it('says what is taken as given, and that a key out of the bundle itself proves little', () => {
    const codes = new Set(verifyBundle(honest.bundle).remarks.map(({ code }) => code));
    expect([...codes].toSorted()).toEqual(['AGREED_OUTSIDE_MARKS', 'EARLIER_MEASUREMENT', 'KEY_FROM_BUNDLE', 'NOT_PUBLIC', 'NO_WITNESS']);
    expect(verifyBundle(honest.bundle, { key: logKey }).remarks.map(({ code }) => code)).not.toContain('KEY_FROM_BUNDLE');
  });

  it('tells how far it has come, each step to its end', () => {
    const told: Progress[] = [];
    verifyBundle(honest.bundle, { key: logKey, onProgress: (progress) => told.push(progress) });
    const last = new Map(told.map((progress) => [progress.step, progress]));
    expect([...last.keys()]).toEqual(['shape', 'snapshot', 'checkpoint', 'entries', 'marks', 'points', 'table', 'publication']);
    expect([...last.values()].every(({ done, total }) => done === total)).toBe(true);
    expect(told.filter(({ step }) => step === 'entries').length).toBeGreaterThan(50);
  });

  it('is not changed by being verified', () => {
    const before = JSON.stringify(honest.bundle);
    verifyBundle(honest.bundle);
    expect(JSON.stringify(honest.bundle)).toBe(before);
  });
});

describe('a council that could not be rated', () => {
  const unrated = makeTestBundle(
    () => null,
    (items) => items.filter(({ name }) => name === 'UZ-AN 1.1').forEach((item) => Object.assign(item, { decision: { method: 'MEASURED', value: null, previous: null }, points: null, basis: null })),
  );

  it('is proved as that', () => {
    expect(verifyBundle(unrated.bundle, { key: logKey }).fault).toBeNull();
    expect(JSON.parse(unrated.bundle.snapshot)).toMatchObject({ rows: [{ rank: 1 }, { rank: 2 }, { councilCode: 'UZ-AN', rated: false, reason: 'NOT_SCORED' }] });
  });

  it('is found out where it was rated all the same', () => {
    const bundle = forged(unrated, (draft) => republish(draft, ({ rows }) => (rows[2]!.rated = true)));
    expect(verifyBundle(bundle, { key: logKey }).fault?.message).toBe('UZ-AN rated: published true, recomputed false');
  });
});

describe('a correction', () => {
  it('is proved, but for what its figures were before', () => {
    const report = verifyBundle(corrected.bundle, { key: logKey });
    expect(report.fault).toBeNull();
    expect(report.remarks.find(({ code }) => code === 'CORRECTION_BEFORE')?.message).toContain('This table corrects publication 1. What the 3 figures were before cannot be recomputed');
  });

  it.each<[string, (draft: Draft) => void, string]>([
    ['what a figure has become', (draft) => republish(draft, ({ correction }) => (correction!.figures[1]!.after = '9')), '$.snapshot.correction.figures[1]'],
    ['a figure that nobody knows', (draft) => republish(draft, ({ correction }) => (correction!.figures[0]!.figure = 'beauty')), '$.snapshot.correction.figures[0]'],
    ['a council that is not in the table', (draft) => republish(draft, ({ correction }) => (correction!.figures[0]!.councilCode = 'UZ-XX')), '$.snapshot.correction.figures[0]'],
    ['a figure that did not change', (draft) => republish(draft, ({ correction }) => (correction!.figures[2]!.before = '12')), '$.snapshot.correction.figures[2]'],
    ['a table that is not before it', (draft) => republish(draft, ({ correction }) => (correction!.of = 2)), '$.snapshot.correction.of'],
  ])('is found wrong with another %s', (_, change, place) => {
    const { verdict, fault } = verifyBundle(forged(corrected, change), { key: logKey });
    expect({ verdict, code: fault?.code, place: fault?.place }).toEqual({ verdict: 'WRONG', code: 'CORRECTION_DIFFERS', place });
  });

  it('is not looked at where its form is another', () => {
    const { verdict, fault } = verifyBundle(forged(corrected, (draft) => republish(draft, (snapshot) => Object.assign(snapshot.correction ?? {}, { of: 'one' }))));
    expect({ verdict, place: fault?.place }).toEqual({ verdict: 'UNUSABLE', place: '$.snapshot.correction.of' });
  });

  it('cannot be added by somebody else', () => {
    const bundle = changed(honest, (draft) => (draft.snapshot = draft.snapshot.replace('"correction":null', '"correction":{"figures":[],"of":1,"reason":"x"}')));
    expect(verifyBundle(bundle).fault?.code).toBe('SNAPSHOT_HASH');
  });
});
