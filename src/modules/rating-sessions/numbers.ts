import type { Rational } from '../../scoring/index.js';

/** The nearest double of a fraction: for statistics that are shown, never for points. */
export const toNumber = ({ numerator, denominator }: Rational): number => Number(numerator) / Number(denominator);
