import { describe, expect, it } from 'vitest';
import { illustrative } from '../modules/methodologies/data/illustrative.js';
import { makeSnapshot } from './make-snapshot.js';
import type { MethodologyBody } from './methodology-body.js';
import type { SettledItem } from './settled.js';

const title = { uzLatn: 'Sinov' };
const head = {
  number: 1,
  cycle: { id: 'cycle', title, periodFrom: '2026-01-01', periodTo: '2026-12-31', demonstration: false },
  methodology: { code: 'test', number: 1, hash: '0'.repeat(64), illustrative: true },
};
const [first, ...others] = illustrative.body.indicators;

/** The row of a council without evidence for the first indicator, and with all points of the others. */
function rowOf(noEvidenceRule: 'ZERO' | 'BLOCK') {
  const body: MethodologyBody = { ...illustrative.body, noEvidenceRule };
  const missing: SettledItem = {
    indicatorCode: first?.code ?? '',
    officialPoints: noEvidenceRule === 'ZERO' ? '0' : null,
    officialBasis: 'NO_EVIDENCE',
  };
  const items = others.map(({ code, maxPoints }): SettledItem => ({ indicatorCode: code, officialPoints: maxPoints, officialBasis: 'MEDIAN' }));
  return makeSnapshot(head, body, [{ code: 'UZ-AN', name: title, items: [missing, ...items] }]).rows[0];
}

describe('a table', () => {
  it('shows missing evidence as the zero that it counts for', () => {
    expect(rowOf('ZERO')).toMatchObject({ rated: true, exact: `${100 - Number(first?.maxPoints)}` });
    expect(rowOf('ZERO')?.indicators).toContainEqual({
      code: first?.code,
      points: '0',
      maxPoints: first?.maxPoints,
      basis: 'NO_EVIDENCE',
    });
  });

  it('does not rate a council over missing evidence that is to be resolved first', () => {
    expect(rowOf('BLOCK')).toMatchObject({ rated: false, reason: 'NO_EVIDENCE', exact: null });
  });
});
