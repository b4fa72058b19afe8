import type { CommittedValue } from '../../../src/ledger/committed-value.js';
import { entryBodyHash } from '../../../src/ledger/log-entry.js';
import { aggregateRaters, measuredOutcome } from '../../../src/scoring/index.js';
import { settledPoints } from '../../../src/verify/bundle/settled-points.js';
import { commitmentOf, cycleId, previousCycleId, raters, type RatedItem, someValue } from './rated-item.js';
import { TestLog } from './test-log.js';
import { methodologyHash, testMethodology, testRules } from './test-methodology.js';

/** The councils of these tests, in the order of their names. */
export const councilCodes = ['UZ-AN', 'UZ-BU', 'UZ-FA'] as const;

/** Their names. */
export const councilNames = { 'UZ-AN': 'Andijon', 'UZ-BU': 'Buxoro', 'UZ-FA': 'Fargʻona' } as Readonly<Record<string, string>>;

/** A cycle that was rated from the first commitment to the last adjustment. */
export interface RatedCycle {
  readonly log: TestLog;
  readonly councils: readonly { readonly code: string; readonly opened: number; readonly settled: number; readonly items: readonly RatedItem[] }[];
}

const councilId = (code: string): string => Buffer.from(`Council:${code}`).toString('base64url');
const session = '00000000-0000-4000-8000-0000000000f1';
const points = (text: string): CommittedValue => ({ kind: 'POINTS', points: text });

/** Rates three councils by four raters: with a mark that replaced another, one that was voided, rounds in a session, an appeal. */
export function rateCycle(change: (items: readonly RatedItem[]) => void = () => {}): RatedCycle {
  const log = new TestLog();
  log.append({ action: 'ratingCycle.created', subject: 'cycle', body: { councils: [...councilCodes] } });
  const steps = new Steps(log);
  // The last council has a value of the cycle before that is in nobody's log.
  councilCodes.slice(0, 2).forEach((code) => steps.measureBefore(code));
  const councils = councilCodes.map((code, at) => {
    const items = itemsOf(code, at);
    return { code, opened: steps.open(code, items), items };
  });
  for (const [at, { items }] of councils.entries()) {
    items.forEach((item) => steps.markOrMeasure(item, at));
  }
  councils.forEach(({ items }) => steps.revealIndividual(items));
  const find = (name: string): RatedItem => councils.flatMap(({ items }) => items).find((item) => item.name === name) as RatedItem;
  steps.void(find('UZ-BU 4.2'), 'R-4');
  steps.round(find('UZ-AN 2.2'), 1, ['6', '6.5', '7', '7']);
  steps.round(find('UZ-BU 6.2'), 1, ['1', '2', '3', '4']);
  steps.round(find('UZ-BU 6.2'), 3, ['2', '2', '3', '4']);
  steps.round(find('UZ-FA 5.1'), 1, ['3', '3', '4', '4']);
  steps.settle(councils.flatMap(({ items }) => items));
  steps.decide(find('UZ-AN 2.2'), 'AGREED', 1, '13/2', 'CONSENSUS');
  steps.decide(find('UZ-BU 6.2'), 'NO_CONSENSUS', 2, '5/2', 'MEDIAN');
  // What the marks come to, as the consent list puts it to raters: no step of the scale.
  steps.decide(find('UZ-FA 5.1'), 'AGREED', 1, '7/2', 'CONSENSUS');
  // Agreed on outside of the range of the marks, by a piece of evidence.
  steps.decide(find('UZ-FA 1.3'), 'AGREED', 0, '0', 'CONSENSUS');
  change(councils.flatMap(({ items }) => items));
  const settled = councils.map(({ code, items }) => ({ code, settled: steps.enterSettled(code, items) }));
  steps.adjust(find('UZ-FA 4.1'), 'APPEAL', '8', 'APPEAL');
  steps.adjust(find('UZ-FA 4.1'), 'EQUAL_TREATMENT', '12', 'APPEAL');
  return { log, councils: councils.map((council, at) => ({ ...council, settled: settled[at]?.settled ?? -1 })) };
}

function itemsOf(code: string, council: number): readonly RatedItem[] {
  return testMethodology.indicators.map((indicator, at): RatedItem => {
    const rules = testRules.indicators.find((one) => one.code === indicator.code);
    if (!rules) {
      throw new Error(`no rules of ${indicator.code}`);
    }
    const id = Buffer.from(`EvaluationItem:${council}-${at}`).toString('base64url');
    return { id, name: `${code} ${indicator.code}`, indicator: rules, marks: [], left: [], reveals: [], adjustments: [], decision: { method: 'AGGREGATE' }, points: null, basis: null };
  });
}

const leftOf = ({ left }: RatedItem) => left.map(({ commitment, state, by }) => ({ commitment, state, by }));

/** What is done to items, each entered into the log as the server does. */
class Steps {
  readonly #before = new Map<string, { readonly entry: number; readonly opened: number }>();

  constructor(private readonly log: TestLog) {}

  /** A fifth rater of one item, who has replaced a mark and has then left. */
  #leave(item: RatedItem): void {
    if (item.name !== 'UZ-AN 3.3') {
      return;
    }
    const [first, second] = [1, 2].map((attempt) => commitmentOf(item, 'R-5', 0, { kind: 'NO_EVIDENCE' }, attempt).commitment) as [string, string];
    const [one, other] = [first, second].map((commitment, at) =>
      this.log.append({ action: at === 0 ? 'score.committed' : 'score.superseded', subject: item.id, body: { rater: 'R-5', commitment } }),
    ) as [number, number];
    const voided = this.log.append({ action: 'score.voided', subject: item.id, body: { commitment: second } });
    item.left.push({ round: 0, rater: 'R-5', commitment: first, entry: one, state: 'SUPERSEDED', by: second, voided: null });
    item.left.push({ round: 0, rater: 'R-5', commitment: second, entry: other, state: 'VOID', by: null, voided });
  }

  /** Measures everything of a council in the cycle before that this one compares with. */
  measureBefore(code: string): void {
    const compared = testRules.indicators.filter((indicator) => indicator.kind === 'MEASURED' && indicator.normaliser.kind === 'COMPARE_PREVIOUS');
    const items = compared.map((indicator) => ({ item: Buffer.from(`EvaluationItem:before ${code} ${indicator.code}`).toString('base64url'), indicator }));
    const body = {
      cycle: previousCycleId,
      previousCycle: null,
      methodologyHash,
      deliberation: 'AGGREGATE',
      council: councilId(code),
      code,
      names: { uzLatn: councilNames[code] ?? code },
      items: items.map(({ item, indicator }) => ({ item, indicator: indicator.code })),
    };
    const opened = this.log.append({ action: 'evaluation.opened', subject: 'before', body });
    for (const { item, indicator } of items) {
      const denominator = indicator.kind === 'MEASURED' && indicator.scale === 'PERCENT' ? '90' : '7';
      const entry = this.log.append({ action: 'measurement.recorded', subject: item, body: { item, numerator: '75', denominator, source: 'Hisobot' } });
      this.#before.set(`${code} ${indicator.code}`, { entry, opened });
    }
  }

  open(code: string, items: readonly RatedItem[]): number {
    const body = {
      cycle: cycleId,
      previousCycle: previousCycleId,
      methodologyHash,
      deliberation: 'AGGREGATE',
      council: councilId(code),
      code,
      names: { uzLatn: councilNames[code] ?? code },
      items: items.map(({ id, indicator }) => ({ item: id, indicator: indicator.code })),
    };
    return this.log.append({ action: 'evaluation.opened', subject: `evaluation ${code}`, body });
  }

  markOrMeasure(item: RatedItem, council: number): void {
    const { indicator } = item;
    if (indicator.kind !== 'MEASURED') {
      raters.forEach((rater, at) => {
        const value: CommittedValue = item.name === 'UZ-BU 5.2' && at < 3 ? { kind: 'NO_EVIDENCE' } : someValue(indicator, council, at);
        if (item.name === 'UZ-AN 1.2' && at === 1) {
          const left = commitmentOf(item, rater, 0, { kind: 'NO_EVIDENCE' }, 1);
          const entry = this.log.append({ action: 'score.committed', subject: item.id, body: { rater, commitment: left.commitment } });
          const by = this.#commit(item, rater, 0, value, 'score.superseded');
          item.left.push({ round: 0, rater, commitment: left.commitment, entry, state: 'SUPERSEDED', by, voided: null });
        } else {
          this.#commit(item, rater, 0, value);
        }
      });
      this.#leave(item);
      return;
    }
    const [numerator, denominator] = [`${70 + 10 * council}`, indicator.scale === 'PERCENT' ? '90' : '7'];
    const entry = this.log.append({ action: 'measurement.recorded', subject: item.id, body: { item: item.id, numerator, denominator, source: 'Hisobot' } });
    const previous = indicator.normaliser.kind === 'COMPARE_PREVIOUS' ? { numerator: '75', denominator, ...(this.#before.get(item.name) ?? { entry: null, opened: null }) } : null;
    item.decision = { method: 'MEASURED', value: { numerator, denominator, entry }, previous };
  }

  revealIndividual(items: readonly RatedItem[]): void {
    const judged = items.filter(({ indicator }) => indicator.kind !== 'MEASURED');
    const commitments = judged.flatMap(({ marks }) => marks.map(({ commitment }) => commitment)).toSorted();
    const entry = this.log.append({ action: 'marks.revealed', subject: `evaluation ${items[0]?.name.split(' ')[0]}`, body: { round: 0, commitments, left: judged.flatMap(leftOf) } });
    judged.forEach(({ reveals }) => reveals.push({ round: 0, entry }));
  }

  void(item: RatedItem, rater: string): void {
    for (const mark of item.marks.filter((one) => one.rater === rater)) {
      mark.voided = this.log.append({ action: 'score.voided', subject: item.id, body: { commitment: mark.commitment } });
    }
  }

  round(item: RatedItem, round: number, values: readonly string[]): void {
    this.log.append({ action: 'round.opened', subject: item.id, body: { sessionId: session, round, durationMs: 60_000 } });
    const marks = values.map((value, at) => this.#commit(item, raters[at] ?? '', round, points(value)));
    const roll = { marked: marks.length, passed: 0, silent: 0, absent: 0, recused: 0 };
    const body = { sessionId: session, round, roll, commitments: marks.toSorted(), left: [] };
    item.reveals.push({ round, entry: this.log.append({ action: 'marks.revealed', subject: item.id, body }) });
  }

  settle(items: readonly RatedItem[]): void {
    for (const item of items) {
      const { indicator, decision } = item;
      if (decision.method === 'MEASURED' && indicator.kind === 'MEASURED') {
        const outcome = measuredOutcome(indicator, decision.value, decision.previous);
        Object.assign(item, settledPoints(outcome, outcome.kind === 'POINTS' ? 'MEASURED' : outcome.kind, testRules));
      } else {
        const last = item.reveals.at(-1)?.round;
        const counting = item.marks.filter(({ round, voided }) => round === last && voided === null);
        const { outcome, basis } = aggregateRaters(testRules, indicator, counting.map(({ opening }) => opening.value));
        Object.assign(item, settledPoints(outcome, basis, testRules));
      }
    }
  }

  decide(item: RatedItem, method: 'AGREED' | 'NO_CONSENSUS', rounds: number, given: string, basis: string): void {
    const voted = method === 'AGREED' ? { proposalId: session, value: { ...points(given), level: null } } : {};
    const body = { item: item.id, sessionId: session, method, basis, rounds, points: given, ...voted };
    item.decision = { method, entry: this.log.append({ action: 'sessionItem.decided', subject: item.id, body }) };
    Object.assign(item, { points: given, basis });
  }

  adjust(item: RatedItem, source: string, given: string, basis: string): void {
    const entry = this.log.append({ action: 'score.adjusted', subject: item.id, body: { item: item.id, source, sourceId: session, points: given, basis } });
    item.adjustments.push({ points: given, basis, entry });
    Object.assign(item, { points: given, basis });
  }

  enterSettled(code: string, items: readonly RatedItem[]): number {
    const body = { cycle: cycleId, council: councilId(code), items: items.map((item) => this.#settledItem(item)) };
    return this.log.append({ action: 'evaluation.settled', subject: `evaluation ${code}`, body });
  }

  #settledItem({ id, points: exact, basis, decision, reveals, marks }: RatedItem) {
    const { value = null, previous = null } = decision.method === 'MEASURED' ? decision : {};
    return {
      item: id,
      points: exact,
      basis,
      decision: decision.method,
      decided: decision.method === 'AGREED' || decision.method === 'NO_CONSENSUS' ? this.#hash(decision.entry) : null,
      reveals: reveals.map(({ round, entry }) => ({ round, entry: this.#hash(entry) })),
      void: marks.flatMap(({ voided, commitment }) => (voided === null ? [] : [commitment])),
      measured: value && { ...value, entry: this.#hash(value.entry) },
      previous: previous && { numerator: previous.numerator, denominator: previous.denominator, entry: this.#hash(previous.entry) },
    };
  }

  #hash(entry: number | null): string | null {
    const found = entry === null ? undefined : this.log.entries[entry];
    return found ? entryBodyHash(found.body) : null;
  }

  #commit(item: RatedItem, rater: string, round: number, value: CommittedValue, action = 'score.committed'): string {
    const mark = commitmentOf(item, rater, round, value);
    const entry = this.log.append({ action, subject: item.id, body: { rater, commitment: mark.commitment } });
    item.marks.push({ ...mark, entry, voided: null });
    return mark.commitment;
  }
}
