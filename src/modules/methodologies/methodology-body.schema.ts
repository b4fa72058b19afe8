import { z } from 'zod';
import type { Fault } from '../../errors.js';
import { cleanText, type MethodologyRule, methodologyRuleMessages } from '../../language/index.js';
import { parseDecimal, parseRational } from '../../scoring/index.js';
import type { BrokenRule } from './body-figures.js';
import { brokenShape } from './body-shape.js';
import type { MethodologyBody } from '../../publication/methodology-body.js';
import { brokenRules } from './methodology-invariants.js';

/** A text that a check of ours accepts; the rule names it where it does not. `shown` is what JSON Schema tells of it. */
function checked(rule: MethodologyRule, holds: (text: string) => boolean, shown: object, expected?: string) {
  return z.string().refine(holds, { params: { rule, expected } }).meta({ ...shown });
}

const decimal = checked('DECIMAL', (value) => parseDecimal(value) !== null, {
  description: 'A decimal number as text.',
  pattern: String.raw`^-?\d+(\.\d+)?$`,
});
const share = checked('FRACTION', (value) => parseRational(value) !== null, {
  description: 'A decimal number or a fraction of whole numbers, as text.',
  pattern: String.raw`^-?\d+(\.\d+|/\d+)?$`,
});
/** A text as it is kept: what is checked here is what the body holds from then on. */
const text = (max: number) =>
  z
    .string()
    .meta({ minLength: 1, maxLength: max })
    .transform((value, check) => {
      const cleaned = cleanText(value, { min: 1, max, multiline: true });
      if (cleaned.ok) {
        return cleaned.text;
      }
      check.addIssue({ code: 'custom', params: { rule: 'TEXT', expected: `${max}` } });
      return z.NEVER;
    });
const translated = (max: number) =>
  z.strictObject({
    uzLatn: text(max),
    uzCyrl: text(max).optional(),
    kaa: text(max).optional(),
    ru: text(max).optional(),
    en: text(max).optional(),
  });
const codeForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$/;
const code = checked('CODE', (value) => codeForm.test(value), { pattern: codeForm.source });
const address = checked('ADDRESS', (value) => value.length <= 500 && URL.canParse(value), { format: 'uri', maxLength: 500 });

const normaliser = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('GOALPOST'), low: decimal, high: decimal }),
  z.strictObject({ kind: z.literal('TARGET'), target: decimal, floor: decimal }),
  z.strictObject({
    kind: z.literal('BANDS'),
    bands: z.array(z.strictObject({ lowerBound: decimal, points: decimal })).min(1).max(20),
  }),
  z.strictObject({ kind: z.literal('COMPARE_PREVIOUS'), notLess: decimal, less: decimal }),
]);

const scoring = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('LEVELS'),
    levels: z.array(z.strictObject({ code, points: decimal, descriptor: translated(1_000) })).min(2).max(10),
  }),
  z.strictObject({
    kind: z.literal('RANGE'),
    min: decimal,
    max: decimal,
    step: decimal,
    anchors: z.array(z.strictObject({ points: decimal, descriptor: translated(1_000) })).max(20),
  }),
  z.strictObject({
    kind: z.literal('MEASURED'),
    unit: translated(100),
    direction: z.literal([1, -1]),
    scale: z.enum(['NUMBER', 'PERCENT']),
    normaliser,
  }),
  z.strictObject({ kind: z.literal('BINARY') }),
  z.strictObject({ kind: z.literal('TERNARY') }),
  z.strictObject({ kind: z.literal('UNKNOWN') }),
]);

/** The shape of a body; what its parts have to do with one another, the invariants say. */
const shape = z.strictObject({
  scaleMin: decimal,
  scaleMax: decimal,
  naRule: z.enum(['GLOBAL', 'WITHIN_CRITERION']),
  noEvidenceRule: z.enum(['ZERO', 'BLOCK']),
  raterAggregation: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('MEDIAN') }),
    z.strictObject({ kind: z.literal('MEAN') }),
    z.strictObject({ kind: z.literal('TRIMMED_MEAN'), drop: z.int().min(1).max(10) }),
  ]),
  evenMedianRule: z.enum(['LOWER', 'MEAN']),
  // Of two marks nobody is in the middle, and who knows one knows the other.
  minRaters: z.int().min(3).max(50),
  dataThreshold: share,
  publishedDecimals: z.int().min(0).max(2),
  roundingMode: z.literal('HALF_UP'),
  categoryBasis: z.enum(['ROUNDED', 'RAW']),
  categories: z.array(z.strictObject({ code, name: translated(200), lowerBound: decimal })).min(1).max(10),
  tieBreak: z.array(code).max(20),
  maxRounds: z.int().min(1).max(10),
  appealDays: z.int().min(0).max(365),
  legalBasis: z
    .array(z.strictObject({ act: text(300), article: text(100).optional(), url: address.optional() }))
    .max(20),
  completeness: z.enum(['COMPLETE', 'PARTIAL']),
  unknownParts: z.array(translated(500)).max(50),
  illustrative: z.boolean(),
  criteria: z
    .array(
      z.strictObject({
        code,
        name: translated(500),
        order: z.int().min(1).max(100),
        maxPoints: decimal.nullable(),
        aggregator: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('LINEAR') }),
          z.strictObject({ kind: z.literal('GEOMETRIC'), floor: decimal }),
        ]),
      }),
    )
    .min(1)
    .max(20),
  indicators: z
    .array(
      z.strictObject({
        code,
        criterionCode: code,
        order: z.int().min(1).max(200),
        name: translated(500),
        guide: translated(4_000),
        maxPoints: decimal.nullable(),
        allowNotApplicable: z.boolean(),
        scoring,
        evidence: z.strictObject({
          minItems: z.int().min(0).max(50),
          kinds: z.array(z.enum(['FILE', 'STATISTIC', 'ATTESTATION'])).max(3),
          mustFallInPeriod: z.boolean(),
        }),
        justificationMinChars: z.int().min(0).max(2_000),
        confidenceAsked: z.boolean(),
        visibility: z.enum(['PUBLIC', 'INTERNAL']),
        comparableTo: z.array(code).max(20),
      }),
    )
    .max(200),
});

/** A body that was read, or every place where it breaks a rule. */
export type ReadBody =
  | { readonly ok: true; readonly body: MethodologyBody }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** The most faults that are told at once. */
const mostFaults = 50;

function toFault({ rule, path, expected }: BrokenRule): Fault {
  const parameters = expected === undefined ? { rule } : { rule, expected };
  return { code: 'METHODOLOGY_INVALID', path: ['body', ...path.map(String)], parameters };
}

/** Reads a body that a client sent: its shape, and for a complete one the rules between its parts. */
export function readMethodologyBody(value: unknown): ReadBody {
  const parsed = shape.safeParse(value);
  if (!parsed.success) {
    const found = parsed.error.issues.slice(0, mostFaults).flatMap((issue) => brokenShape(issue, value));
    return { ok: false, faults: found.slice(0, mostFaults).map(toFault) };
  }
  const body = parsed.data as MethodologyBody;
  const found = body.completeness === 'COMPLETE' ? brokenRules(body) : [];
  return found.length === 0 ? { ok: true, body } : { ok: false, faults: found.slice(0, mostFaults).map(toFault) };
}

/** The shape of a body as JSON Schema (2020-12), with every rule that a broken one is told by name. */
export const methodologyBodySchema: object = {
  title: 'The body of a methodology version',
  description: [
    'Where a body breaks a rule, METHODOLOGY_INVALID names the rule, its place and what is expected there. The rules:',
    ...Object.entries(methodologyRuleMessages).map(([rule, { en }]) => `${rule}: ${en.replace('{expected}', '…')}`),
  ].join('\n'),
  ...z.toJSONSchema(shape, { io: 'input' }),
};
