import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/ledger/canonical-json.js';
import { domainTags } from '../../src/ledger/digest.js';
import { sha256Hex } from '../../src/ledger/sha256.js';
import { verifyBundle } from '../../src/verify/index.js';
import { type Draft, forged, renameMethodology } from './support/forge.js';
import { makeTestBundle } from './support/test-bundle.js';
import { logKey } from './support/test-log.js';

const honest = makeTestBundle();
const deep = (levels: number): unknown => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);

/** A bundle with something at one place of its JSON text. */
function withValue(change: (draft: Draft) => object, value: unknown): unknown {
  const draft = structuredClone(honest.bundle) as Draft;
  Object.assign(change(draft), value);
  return draft;
}

const told = (value: unknown) => {
  const { verdict, fault } = verifyBundle(value, { key: logKey });
  return { verdict, code: fault?.code, place: fault?.place };
};

describe('what is no bundle', () => {
  it.each<[string, unknown, string]>([
    ['nothing', undefined, '$'],
    ['null', null, '$'],
    ['a number', 12, '$'],
    ['a text', 'kengash/bundle/1', '$'],
    ['a list', [], '$'],
    ['an object', {}, '$.kind'],
    ['many levels', deep(5_000), '$.a'],
    ['a kind alone', { kind: 'kengash/bundle/1' }, '$.snapshot'],
  ])('is refused: %s', (_, value, place) => {
    expect(told(value)).toEqual({ verdict: 'UNUSABLE', code: 'SHAPE', place });
  });

  it('is refused by its kind', () => {
    expect(told({ ...honest.bundle, kind: 'kengash/bundle/2' })).toEqual({ verdict: 'UNUSABLE', code: 'UNKNOWN_KIND', place: '$.kind' });
  });
});

const entry = (draft: Draft) => draft.entries[3]!;
const item = (draft: Draft) => draft.councils[0]!.items[1]!;

describe('a member of another form is refused at its place', () => {
  it.each<[string, (draft: Draft) => object, unknown, string]>([
    ['one that nobody knows', (draft) => draft, { more: 1 }, '$.more'],
    ['a name of a prototype', (draft) => draft, JSON.parse('{"constructor":1}'), '$.constructor'],
    ['no hash', (draft) => draft, { snapshotHash: 'A'.repeat(64) }, '$.snapshotHash'],
    ['half a character', (draft) => draft, { snapshot: '\uD800' }, '$.snapshot'],
    ['a huge number', entry, JSON.parse('{"index":1e400}'), '$.entries[3].index'],
    ['a number beyond what is exact', entry, { index: 2 ** 60 }, '$.entries[3].index'],
    ['a part of a number', entry, { index: 1.5 }, '$.entries[3].index'],
    ['a number as text', entry, { index: '1' }, '$.entries[3].index'],
    ['a proof as an object', entry, { proof: { length: 3 } }, '$.entries[3].proof'],
    ['a proof longer than any', entry, { proof: Array.from({ length: 55 }, () => '0'.repeat(64)) }, '$.entries[3].proof'],
    ['a body of a thousand levels', entry, { body: deep(1_000) }, `$.entries[3].body${'.a'.repeat(64)}`],
    ['a body with half a character', entry, { body: { rater: '\uDC00' } }, '$.entries[3].body.rater'],
    ['points of a million digits', item, { points: '9'.repeat(1_000_000) }, '$.councils[0].items[1].points'],
    ['points that are not in lowest terms', item, { points: '2/4' }, '$.councils[0].items[1].points'],
    ['points without denominator', item, { points: '1/0' }, '$.councils[0].items[1].points'],
    ['a basis that nobody knows', item, { basis: 'GRACE' }, '$.councils[0].items[1].basis'],
    ['a decision that nobody knows', item, { decision: { method: 'toString' } }, '$.councils[0].items[1].decision.method'],
    ['an empty code', item, { indicator: '' }, '$.councils[0].items[1].indicator'],
    ['a control character', item, { item: 'a\u0000b' }, '$.councils[0].items[1].item'],
    ['a value with more members', (draft) => item(draft).marks[0]!.opening!, { value: { kind: 'NO_EVIDENCE', points: '1' } }, '$.councils[0].items[1].marks[0].opening.value.points'],
    ['a rule of the methodology', (draft) => draft.methodology, { publishedDecimals: 1e9 }, '$.methodology.publishedDecimals'],
    ['a bound of the methodology', (draft) => draft.methodology.categories[0]!, { lowerBound: '8e1' }, '$.methodology.categories[0].lowerBound'],
    ['a share of the methodology', (draft) => draft.methodology, { dataThreshold: '2/0' }, '$.methodology.dataThreshold'],
  ])('%s', (_, change, value, place) => {
    expect(told(withValue(change, value))).toEqual({ verdict: 'UNUSABLE', code: 'SHAPE', place });
  });
});

/** Another methodology, with everything that names it by its hash. */
function withMethodology(change: (methodology: Draft['methodology']) => void) {
  return forged(honest, (draft) => {
    change(draft.methodology);
    renameMethodology(draft);
  });
}

describe('a methodology by which nothing can be computed', () => {
  it.each<[string, (methodology: Draft['methodology']) => void, string]>([
    ['is partial', (methodology) => (methodology.completeness = 'PARTIAL'), 'METHODOLOGY_PARTIAL'],
    ['has an unknown part', (methodology) => (methodology.criteria[0]!.maxPoints = null), 'METHODOLOGY_PARTIAL'],
    ['asks for a root of a degree without end', (methodology) => methodology.criteria.forEach((one) => Object.assign(one, { maxPoints: '0.000000000000001', aggregator: { kind: 'GEOMETRIC', floor: '0.1' } })), 'METHODOLOGY_TOO_FINE'],
    ['is worth nothing', (methodology) => methodology.indicators.forEach((one) => (one.maxPoints = '0')), 'POINTS_DIFFER'],
    ['has no step', (methodology) => methodology.indicators.forEach(({ scoring }) => scoring.kind === 'RANGE' && (scoring.step = '0')), 'FIGURE_DIFFERS'],
    ['has no criteria', (methodology) => (methodology.criteria = []), 'CANNOT_BE_CHECKED'],
  ])('%s', (_, change, code) => {
    expect(verifyBundle(withMethodology(change)).fault?.code).toBe(code);
  });
});

describe('a table', () => {
  /** The operator publishes any text as the table. */
  const published = (snapshot: string) =>
    forged(honest, (draft) => {
      draft.snapshot = snapshot;
      draft.snapshotHash = sha256Hex(domainTags.publication, Uint8Array.of(0), snapshot);
    });

  it.each<[string, string, string, string]>([
    ['that is no JSON', '{', 'UNUSABLE', 'NOT_JSON'],
    ['that is a list', '[]', 'UNUSABLE', 'SHAPE'],
    ['of a later kind', '{"kind":"kengash/publication/4"}', 'UNUSABLE', 'UNKNOWN_KIND'],
    ['of an earlier kind', '{"kind":"kengash/publication/2"}', 'UNUSABLE', 'UNKNOWN_KIND'],
    ['with blanks', `${honest.bundle.snapshot} `, 'WRONG', 'SNAPSHOT_NOT_CANONICAL'],
    ['with a member that is there twice', honest.bundle.snapshot.replace('{', '{"kind":"x",'), 'WRONG', 'SNAPSHOT_NOT_CANONICAL'],
    ['of many levels', `{"a":${'['.repeat(1_000)}${']'.repeat(1_000)},"kind":"kengash/publication/3"}`, 'WRONG', 'SNAPSHOT_NOT_CANONICAL'],
    ['without rows', canonicalJson({ ...(JSON.parse(honest.bundle.snapshot) as object), rows: null }), 'UNUSABLE', 'SHAPE'],
    ['with a row of nothing', canonicalJson({ ...(JSON.parse(honest.bundle.snapshot) as object), rows: [null] }), 'UNUSABLE', 'SHAPE'],
  ])('%s is refused', (_, snapshot, verdict, code) => {
    expect(told(published(snapshot))).toMatchObject({ verdict, code });
  });
});
