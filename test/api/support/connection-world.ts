import * as fc from 'fast-check';
import { startTestApp, type TestApp } from '../../support/app.js';
import { signIn, TestClient } from '../../support/client.js';
import { loadPeriods } from '../../support/periods.js';
import { argumentsOf, type FilterSamples } from './argument-arbitraries.js';
import { ConnectionList } from './connection-list.js';
import { addAppealsAndCases, addLeaves, addPresence, addSessions, addTies, ownersOf, samplesOf } from './connection-rows.js';
import type { ConnectionField } from './connections.js';

/** What has to be known of a connection to hold the laws of it. */
interface KnownConnection {
  /** Whose lists differ; the first one has the longest. */
  readonly viewers: readonly [string, ...string[]];
  /** The rows that its longest list has at least: laws of empty lists would say nothing. */
  readonly rows: number;
}

/** Every connection of the schema; the laws fail when one is missing. */
export const known: Readonly<Record<string, KnownConnection>> = {
  'Council.appointments': { viewers: ['public'], rows: 16 },
  'Evaluation.evidence': { viewers: ['manager'], rows: 5 },
  'Presence.members': { viewers: ['agency', 'manager', 'rater1'], rows: 9 },
  'Query.accounts': { viewers: ['agency', 'manager', 'rater1', 'public'], rows: 44 },
  'Query.appeals': { viewers: ['manager', 'secretary-uz-an', 'public'], rows: 5 },
  'Query.auditCases': { viewers: ['auditor', 'manager'], rows: 5 },
  'Query.councils': { viewers: ['public', 'manager'], rows: 18 },
  'Query.equalTreatmentTasks': { viewers: ['manager', 'secretary-uz-an'], rows: 5 },
  'Query.evaluations': { viewers: ['manager', 'rater1', 'secretary-uz-an', 'public'], rows: 28 },
  'Query.ledgerEntries': { viewers: ['auditor', 'manager'], rows: 12 },
  'Query.methodologies': { viewers: ['public'], rows: 6 },
  'Query.publications': { viewers: ['approver', 'public'], rows: 5 },
  'Query.publishedRatings': { viewers: ['public'], rows: 91 },
  'Query.ratingCycles': { viewers: ['manager', 'public'], rows: 6 },
  'Query.ratingSessions': { viewers: ['manager', 'rater1', 'public'], rows: 5 },
  'RatingSession.items': { viewers: ['manager'], rows: 18 },
};

const seed = Number(process.env.TEST_SEED ?? 20_260_301);

/** Holds a property for values of the same seed at every run; a failure names it with the smallest example. */
export function holds<Values extends [unknown, ...unknown[]]>(
  property: fc.IAsyncPropertyWithHooks<Values>,
  numRuns: number,
): Promise<void> {
  return fc.assert(property, { seed, numRuns });
}

/** A server with rows behind every connection, and all the lists that can be asked of it. */
export class ConnectionWorld {
  private constructor(
    private readonly running: TestApp,
    private readonly clients: ReadonlyMap<string, TestClient>,
    private readonly owners: Readonly<Record<string, readonly string[]>>,
    readonly samples: FilterSamples,
  ) {}

  /** Starts the server. To be closed at the end. */
  static async open(): Promise<ConnectionWorld> {
    const running = await startTestApp();
    const { database } = running.test;
    // It would make a list longer while it is read.
    await running.app.sequencer.stop();
    await loadPeriods(running.test);
    await addLeaves(database);
    await addAppealsAndCases(database);
    await addSessions(running.test);
    await addTies(database);
    await addPresence(database);
    const clients = new Map<string, TestClient>();
    for (const viewer of new Set(Object.values(known).flatMap(({ viewers }) => viewers))) {
      clients.set(viewer, viewer === 'public' ? new TestClient(running.url) : await signIn(running.url, viewer));
    }
    return new ConnectionWorld(running, clients, await ownersOf(database), await samplesOf(database));
  }

  close(): Promise<void> {
    return this.running.close();
  }

  /** The list of a connection under a filter: the longest there is, unless another owner or viewer is named. */
  listOf(field: ConnectionField, given: Readonly<Record<string, unknown>> = {}, viewer?: string): ConnectionList {
    const client = this.clients.get(viewer ?? known[field.name]?.viewers[0] ?? '');
    if (!client) {
      throw new Error(`${field.name} is not among the known connections`);
    }
    return new ConnectionList(field, client, { owner: this.owners[field.owner ?? '']?.[0], ...given });
  }

  /** Any list of a connection: of any object that has it, as any viewer sees it, under any filter. */
  listsOf(field: ConnectionField): fc.Arbitrary<ConnectionList> {
    return fc
      .record({
        viewer: fc.constantFrom(...(known[field.name]?.viewers ?? [])),
        owner: fc.constantFrom(...(this.owners[field.owner ?? ''] ?? [undefined])),
        given: fc.oneof(fc.constant({}), argumentsOf(field.filters, field.name, this.samples)),
      })
      .map(({ viewer, owner, given }) => this.listOf(field, { owner, ...given }, viewer));
  }
}
