import type { CounterGenerator } from '../random/counter-generator.js';
import { dirichletUnits, isShape, onGrid } from '../random/dirichlet.js';
import type { WeightVariation } from './robustness-input.js';

/** The variation with every number that it was drawn with. */
export type UsedVariation =
  | { readonly kind: 'DIRICHLET'; readonly kappa: number }
  | { readonly kind: 'UNIFORM'; readonly share: number }
  | { readonly kind: 'SIMPLEX' };

const defaultVariationCoefficient = 0.1;
const defaultShare = 0.25;

/**
 * The kappa for which the greatest of the nominal shares w has the given coefficient of variation: that of a share
 * under Dirichlet(kappa w0) is sqrt((1 - w) / (w (kappa + 1))). One at least, where the greatest share leaves so little
 * to the others that it cannot vary so much, and one million at most.
 */
export function kappaFor(
  shares: readonly number[],
  variationCoefficient: number = defaultVariationCoefficient,
): number {
  const greatest = shares.reduce((left, right) => Math.max(left, right), 0);
  const kappa = (1 - greatest) / (greatest * variationCoefficient * variationCoefficient) - 1;
  return Math.min(1e6, Math.max(1, kappa));
}

/** The variation with its defaults filled in; null when a number is not as declared. Shares sum to one. */
export function usedVariation(variation: WeightVariation, shares: readonly number[]): UsedVariation | null {
  switch (variation.kind) {
    case 'DIRICHLET': {
      const kappa = variation.kappa ?? kappaFor(shares);
      return isShape(kappa) ? { kind: 'DIRICHLET', kappa } : null;
    }
    case 'UNIFORM': {
      const share = variation.share ?? defaultShare;
      return share >= 0 && share <= 1 ? { kind: 'UNIFORM', share } : null;
    }
    case 'SIMPLEX':
      return { kind: 'SIMPLEX' };
  }
}

/**
 * A function that draws the next weights, in the order of the shares, as whole numbers; only their proportions count.
 * DIRICHLET and SIMPLEX (all shapes one) as in `dirichletUnits`; UNIFORM w = w0 (1 + share (2 u - 1)) with one uniform
 * number u for each, on the same grid of 10^-9 and at least one unit (Saisana, Saltelli & Tarantola 2005).
 */
export function weightDrawer(
  variation: UsedVariation,
  shares: readonly number[],
  generator: CounterGenerator,
): (weights: Float64Array) => void {
  if (variation.kind === 'UNIFORM') {
    return (weights) => {
      for (const [index, share] of shares.entries()) {
        weights[index] = onGrid(share * (1 + variation.share * (2 * generator.uniform() - 1)));
      }
    };
  }
  const shapes = Float64Array.from(shares, (share) => (variation.kind === 'SIMPLEX' ? 1 : variation.kappa * share));
  return (weights) => dirichletUnits(generator, shapes, weights);
}
