import { isNegligible, known, type NoValueReason, type Statistic, sum, unknown } from './statistic.js';
import { whyNoFrequencies } from './tables.js';

/**
 * Tastle & Wierman's consensus of how often each category of an ordered scale was chosen (whole numbers or shares, all
 * declared categories in order): 1 when all chose the same one, 0 when half chose either end. The steps of the scale
 * count as equal.
 *
 * No value: TOO_FEW with fewer than two categories; NOTHING_GIVEN when nobody chose; NOT_COUNTS for a negative
 * frequency; NOT_FINITE.
 *
 * Tastle & Wierman (2007), International Journal of Approximate Reasoning 45:531-545.
 */
export function consensus(frequencies: readonly number[]): Statistic {
  const reason = whyNoDistribution(frequencies);
  if (reason !== null) {
    return unknown(reason);
  }
  const total = sum(frequencies);
  const mean = sum(frequencies.map((frequency, place) => frequency * place)) / total;
  const width = frequencies.length - 1;
  const terms = frequencies.map((frequency, place) =>
    // A category that next to nobody chose adds nothing, also where its logarithm would be infinite.
    isNegligible(frequency, total) ? 0 : (frequency / total) * Math.log2(1 - Math.abs(place - mean) / width),
  );
  return known(1 + sum(terms));
}

/**
 * Van der Eijk's agreement A of the frequencies of an ordered scale: 1 when all chose the same category, 0 when all
 * categories are equally frequent, -1 when half chose either end. The frequencies are cut into layers that hold each
 * category or do not; every layer has an agreement of its own, and A is their mean by size. No value in the same cases
 * as `consensus`.
 *
 * Van der Eijk (2001), Quality & Quantity 35:325-341.
 */
export function agreementA(frequencies: readonly number[]): Statistic {
  const reason = whyNoDistribution(frequencies);
  if (reason !== null) {
    return unknown(reason);
  }
  const heights = [...new Set([0, ...frequencies])].toSorted((left, right) => left - right);
  const layers = heights.slice(1).map((height, index) => {
    const pattern = frequencies.map((frequency) => frequency >= height);
    const held = pattern.filter(Boolean).length;
    return held * (height - (heights[index] ?? 0)) * layerAgreement(pattern, held);
  });
  return known(sum(layers) / sum(frequencies));
}

/**
 * The polarization of the frequencies of an ordered scale, (1 - A) / 2 with van der Eijk's A: 0 when all chose the same
 * category, 1 when half chose either end. No value in the same cases as `consensus`.
 */
export function polarization(frequencies: readonly number[]): Statistic {
  const { value, reason } = agreementA(frequencies);
  return value === null ? { value, reason } : known((1 - value) / 2);
}

/** Of the triples of categories with two in the layer: a gap between them speaks against agreement, a slope for it. */
function layerAgreement(pattern: readonly boolean[], held: number): number {
  let slopes = 0;
  let gaps = 0;
  for (let first = 0; first < pattern.length; first += 1) {
    for (let middle = first + 1; middle < pattern.length; middle += 1) {
      for (let last = middle + 1; last < pattern.length; last += 1) {
        const [left, centre, right] = [pattern[first], pattern[middle], pattern[last]];
        gaps += Number(left && !centre && right);
        slopes += Number(left !== right && centre);
      }
    }
  }
  const width = pattern.length - 1;
  const unimodality = gaps === 0 ? 1 : ((width - 1) * slopes - width * gaps) / ((width - 1) * (slopes + gaps));
  return unimodality * (1 - (held - 1) / width);
}

function whyNoDistribution(frequencies: readonly number[]): NoValueReason | null {
  return frequencies.length === 1 ? 'TOO_FEW' : whyNoFrequencies(frequencies);
}
