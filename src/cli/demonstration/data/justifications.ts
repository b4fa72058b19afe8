import type { IndicatorBody } from '../../../publication/methodology-body.js';
import type { DemonstrationValue } from './demonstration-value.js';
import { choose } from './deterministic.js';

/** A short invented reason for a mark, in Uzbek (Latin script), fit for the value; the same for the same seed. */
export function justificationFor(indicator: IndicatorBody, value: DemonstrationValue, seed: string): string {
  switch (value.kind) {
    case 'NO_EVIDENCE':
      return 'Ushbu indikator boʻyicha tasdiqlovchi hujjat taqdim etilmagan.';
    case 'NOT_APPLICABLE':
      return 'Hisobot davrida bunday holat boʻlmagan, indikator qoʻllanilmaydi.';
    case 'LEVEL': {
      const descriptor =
        indicator.scoring.kind === 'LEVELS'
          ? indicator.scoring.levels.find((level) => level.code === value.level)?.descriptor.uzLatn
          : undefined;
      return `${descriptor ?? ''} ${choose(closings, seed)}`.trim();
    }
    case 'POINTS': {
      const reasons = reasonsAt(Number(value.points) / Number(indicator.maxPoints));
      return `${choose(reasons, seed)} ${choose(closings, `closing/${seed}`)}`;
    }
  }
}

const closings = [
  'Taqdim etilgan hujjatlar shuni koʻrsatadi.',
  'Baho hujjatlar asosida qoʻyildi.',
  'Hujjatlar va bayonnomalar oʻrganildi.',
] as const;

function reasonsAt(share: number): readonly [string, ...string[]] {
  if (share >= 0.8) {
    return ['Ish izchil va toʻliq yoʻlga qoʻyilgan.', 'Talab toʻliq bajarilgan, natija koʻrinib turibdi.'];
  }
  if (share >= 0.45) {
    return ['Ish asosan bajarilgan, ayrim kamchiliklar bor.', 'Talab qisman bajarilgan, davom ettirish kerak.'];
  }
  return ['Ish yetarli darajada yoʻlga qoʻyilmagan.', 'Talabning katta qismi bajarilmagan.'];
}
