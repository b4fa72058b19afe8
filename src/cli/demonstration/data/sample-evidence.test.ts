import { describe, expect, it } from 'vitest';
import { illustrative } from '../../../modules/methodologies/data/illustrative.js';
import { exceptionOf, ratedCouncils } from './finished-period.js';
import { sampleEvidence, sampleEvidenceOf } from './sample-evidence.js';

describe.each([2025, 2026] as const)('the sample evidence of %i', (year) => {
  const evidence = sampleEvidence(year);

  it('is the same at every call, and no file has the name or the bytes of another', () => {
    expect(sampleEvidence(year)).toEqual(evidence);
    expect(new Set(evidence.map((file) => file.fileName)).size).toBe(evidence.length);
    expect(new Set(evidence.map((file) => file.text)).size).toBe(evidence.length);
  });

  it('gives each indicator as much as it asks for, of a kind that it takes, from within the year', () => {
    for (const council of ratedCouncils) {
      const ofCouncil = sampleEvidenceOf(council, year);
      for (const indicator of illustrative.body.indicators) {
        const files = ofCouncil.filter((file) => file.indicatorCodes.includes(indicator.code));
        const isMissing = year === 2025 && exceptionOf(council, indicator.code) !== null;
        expect(files).toHaveLength(isMissing ? 0 : indicator.evidence.minItems);
        expect(files.every((file) => indicator.evidence.kinds.includes(file.kind))).toBe(true);
      }
    }
    expect(evidence.every((file) => file.capturedOn.startsWith(`${year}-`))).toBe(true);
    expect(evidence.every((file) => new Date(file.capturedOn).toISOString().startsWith(file.capturedOn))).toBe(true);
  });

  it('is tiny text that says that it is invented', () => {
    for (const file of evidence) {
      expect(Buffer.byteLength(file.text)).toBeLessThan(1024);
      expect(file.text).toContain('TOʻQIMA');
      expect(file.fileName).toMatch(/^[a-z0-9.-]+\.txt$/);
    }
  });
});
