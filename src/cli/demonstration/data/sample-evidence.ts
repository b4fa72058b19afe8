import { territoryRecords } from '../../../modules/territories/data/territories.js';
import { illustrative } from '../../../modules/methodologies/data/illustrative.js';
import type { EvidenceKindBody, IndicatorBody } from '../../../publication/methodology-body.js';
import type { DemonstrationYear } from './demonstration-periods.js';
import { draw } from './deterministic.js';
import { exceptionOf, ratedCouncils } from './finished-period.js';

/** One tiny invented text file that a council brings as evidence. */
export interface SampleEvidence {
  readonly councilCode: string;
  readonly indicatorCodes: readonly string[];
  readonly kind: EvidenceKindBody;
  readonly title: string;
  readonly fileName: string;
  readonly mediaType: 'text/plain';
  /** The content, in UTF-8. */
  readonly text: string;
  /** An ISO date within the year. */
  readonly capturedOn: string;
}

/** As much evidence as each indicator asks for, for all councils; the exceptions of the finished period have none. */
export function sampleEvidence(year: DemonstrationYear): SampleEvidence[] {
  return ratedCouncils.flatMap((councilCode) => sampleEvidenceOf(councilCode, year));
}

/** The same for one council. */
export function sampleEvidenceOf(councilCode: string, year: DemonstrationYear): SampleEvidence[] {
  return illustrative.body.indicators
    .filter((indicator) => year !== 2025 || exceptionOf(councilCode, indicator.code) === null)
    .flatMap((indicator) =>
      Array.from({ length: indicator.evidence.minItems }, (_, index) =>
        oneFile(councilCode, indicator, index + 1, year),
      ),
    );
}

function oneFile(
  councilCode: string,
  indicator: IndicatorBody,
  number: number,
  year: DemonstrationYear,
): SampleEvidence {
  const territory = territoryRecords.find(({ code }) => code === councilCode);
  const capturedOn = dayOf(year, `${councilCode}/${indicator.code}/${number}`);
  const title = `${indicator.name.uzLatn}: ${number}-hujjat`;
  return {
    councilCode,
    indicatorCodes: [indicator.code],
    kind: indicator.evidence.kinds[0] ?? 'FILE',
    title,
    fileName: `${councilCode.toLowerCase()}-${year}-${indicator.code}-${number}.txt`,
    mediaType: 'text/plain',
    text: [
      'NAMOYISH UCHUN TOʻQIMA HUJJAT',
      territory?.name.uzLatn ?? councilCode,
      title,
      `Sana: ${capturedOn}`,
      'Ushbu matn dastur ishini koʻrsatish uchun tuzilgan va hech qanday haqiqiy maʼlumotni oʻz ichiga olmaydi.',
      '',
    ].join('\n'),
    capturedOn,
  };
}

/** A day of the year; never after the 28th, so that every month has it. */
function dayOf(year: DemonstrationYear, seed: string): string {
  // The open period has begun but not ended: its evidence comes from the first half.
  const months = year === 2025 ? 12 : 6;
  const month = 1 + Math.floor(draw(`month/${seed}`) * months);
  const day = 1 + Math.floor(draw(`day/${seed}`) * 28);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
