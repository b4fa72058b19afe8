import { describe, expect, it } from 'vitest';
import type { MarkValue } from '../../scoring/index.js';
import { illustrative } from '../methodologies/data/illustrative.js';
import type { IndicatorBody } from '../methodologies/index.js';
import { lackingEvidence, referencesTo } from './evidence-rule.js';

const [ranged, levelled] = (['RANGE', 'LEVELS'] as const).map((kind) =>
  illustrative.body.indicators.find(({ scoring, evidence }) => scoring.kind === kind && evidence.minItems > 0),
) as [IndicatorBody, IndicatorBody];

const piece = (id: string, kind: 'FILE' | 'STATISTIC', ...indicatorCodes: string[]) => ({
  id,
  kind,
  indicatorCodes,
  sha256: id.repeat(64).slice(0, 64),
});
const enough = (indicator: IndicatorBody) =>
  Array.from({ length: indicator.evidence.minItems }, (_, at) => piece(String(at), 'FILE', indicator.code));
const points = (text: string): MarkValue => ({ kind: 'POINTS', points: text });
const level = (code: string): MarkValue => ({ kind: 'LEVEL', level: code });
const best = levelled.scoring.kind === 'LEVELS' ? (levelled.scoring.levels[0]?.code ?? '') : '';

describe('the evidence rule of an indicator', () => {
  it('asks for so many pieces before points are granted', () => {
    expect(lackingEvidence(ranged, points('0.5'), [])).toBe(ranged.evidence.minItems);
    expect(lackingEvidence(ranged, points('0.5'), enough(ranged).slice(1))).toBe(1);
    expect(lackingEvidence(ranged, points('0.5'), enough(ranged))).toBe(0);
    expect(lackingEvidence(levelled, level(best), [])).toBe(levelled.evidence.minItems);
    expect(lackingEvidence(levelled, level(best), enough(levelled))).toBe(0);
  });

  it('counts the same bytes once, however often they were brought', () => {
    const asking = { ...ranged, evidence: { ...ranged.evidence, minItems: 2 } };
    const twice = ['a', 'b'].map((id) => ({ ...piece(id, 'FILE', ranged.code), sha256: '0'.repeat(64) }));
    expect(lackingEvidence(asking, points('1'), twice)).toBe(1);
  });

  it('asks for nothing where nothing is granted', () => {
    const none: MarkValue[] = [points('0'), points('0.00'), { kind: 'NO_EVIDENCE' }, { kind: 'NOT_APPLICABLE' }];
    expect(none.map((value) => lackingEvidence(ranged, value, []))).toEqual([0, 0, 0, 0]);
  });

  it('counts no other kind, and nothing that is for another indicator', () => {
    const other = [piece('a', 'STATISTIC', ranged.code), piece('b', 'FILE', levelled.code)];
    expect(ranged.evidence.kinds).not.toContain('STATISTIC');
    expect(lackingEvidence(ranged, points('1'), other)).toBe(ranged.evidence.minItems);
  });

  it('knows the evidence that a rater names, each once, and says which it does not know', () => {
    const brought = [piece('a', 'FILE', 'X'), piece('b', 'FILE', 'X', 'Y')];
    expect(referencesTo(['b', 'a', 'b'], 'X', brought)).toEqual({
      references: [
        { evidenceId: 'b', sha256: 'b'.repeat(64) },
        { evidenceId: 'a', sha256: 'a'.repeat(64) },
      ],
    });
    expect(referencesTo(['b', 'b', 'a'], 'Y', brought)).toEqual({ missingAt: 2 });
    expect(referencesTo(['b', null], 'Y', brought)).toEqual({ missingAt: 1 });
  });
});
