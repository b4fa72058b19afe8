import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import type { UnitOfWork } from './database/unit-of-work.js';
import type { Database } from './database/tables.js';
import {
  AccountResolver,
  AccountService,
  authenticate,
  type Context,
  createUserStreamResolver,
  isSignedIn,
  personById,
  SessionRevokedResolver,
  SessionService,
  toPerson,
} from './modules/accounts/index.js';
import {
  appointmentById,
  AppointmentCreatedResolver,
  AppointmentEndedResolver,
  AppointmentResolver,
  AppointmentService,
  CouncilAppointmentsResolver,
  councilById,
  CouncilResolver,
  councilRolesOf,
  CouncilService,
  createCouncilStreamResolver,
  seatById,
  SeatResolver,
  toAppointment,
  toCouncil,
  toSeat,
} from './modules/councils/index.js';
import {
  ConflictDecidedResolver,
  ConflictDeclaredResolver,
  createCycleStreamResolver,
  CycleAdvanceCommand,
  CycleCommandResolver,
  CycleCreateCommand,
  CycleExtendCommand,
  EvaluationAdvancedResolver,
  EvaluationResolver,
  RaterAssignedResolver,
  RaterAssignmentResolver,
  RaterService,
  RatingCycleAdvancedResolver,
  RatingCycleExtendedResolver,
  recuseOwnPeople,
  RatingCycleResolver,
  readAssignment,
  readCycle,
  readEvaluation,
} from './modules/cycles/index.js';
import {
  CouncilInputService,
  EvaluationChangedResolver,
  evaluationEffects,
  EvaluationItemResolver,
  EvaluationItemsResolver,
  ItemChangedResolver,
  MarkCommandResolver,
  readItem,
  ScoreSaveCommand,
  ScoreSubmitCommand,
  SubmissionProgressedResolver,
  voidScores,
} from './modules/evaluations/index.js';
import {
  EvaluationEvidenceResolver,
  EvidenceChangedResolver,
  EvidenceResolver,
  EvidenceService,
  readEvidence,
} from './modules/evidence/index.js';
import {
  CriterionResolver,
  IndicatorResolver,
  type IsVersionInUse,
  mayReadVersion,
  methodologyById,
  MethodologyCommandResolver,
  MethodologyResolver,
  MethodologyService,
  methodologyVersionById,
  MethodologyVersionResolver,
  toMethodology,
  toMethodologyVersion,
} from './modules/methodologies/index.js';
import {
  PublicationChangedResolver,
  publicationEffects,
  PublicationResolver,
  PublicationRowResolver,
  PublicationService,
  readPublication,
} from './modules/publications/index.js';
import {
  publishedRatingById,
  PublishedRatingResolver,
  PublishedTotalResolver,
  toPublishedRating,
} from './modules/published-ratings/index.js';
import { territoryById, TerritoryResolver, toTerritory } from './modules/territories/index.js';
import type { StreamEngine } from './realtime/stream-engine.js';
import { LabelsResolver } from './relay/labels.resolver.js';
import { createNodeResolver } from './relay/nodes/node.resolver.js';
import { NodeRegistry } from './relay/nodes/node-registry.js';
import { createSchema } from './schema.js';
import type { Tickets } from './storage/tickets.js';

/** What the modules are given. */
export interface CompositionPorts {
  readonly unitOfWork: UnitOfWork;
  readonly database: Database;
  readonly engine: StreamEngine;
  readonly tickets: Tickets;
}

/** Which module answers for which type of node, always through its own rule of visibility. */
function nodes(): NodeRegistry<Context> {
  const registry = new NodeRegistry<Context>();
  registry.register('Territory', async (ids, { loaders }) =>
    (await loaders.of(territoryById).loadMany(ids)).map((row) => (row instanceof Error || !row ? null : toTerritory(row))),
  );
  registry.register('Council', async (ids, { loaders }) =>
    (await loaders.of(councilById).loadMany(ids)).map((row) => (row instanceof Error || !row ? null : toCouncil(row))),
  );
  registry.register('Seat', async (ids, { loaders }) =>
    (await loaders.of(seatById).loadMany(ids)).map((row) => (row instanceof Error || !row ? null : toSeat(row))),
  );
  registry.register('Appointment', async (ids, { loaders }) =>
    (await loaders.of(appointmentById).loadMany(ids)).map((row) =>
      row instanceof Error || !row ? null : toAppointment(row),
    ),
  );
  registry.register('Person', async (ids, { loaders }) =>
    (await loaders.of(personById).loadMany(ids)).map((row) => (row instanceof Error || !row ? null : toPerson(row))),
  );
  registry.register('PublishedRating', async (ids, { loaders }) =>
    (await loaders.of(publishedRatingById).loadMany(ids)).map((row) =>
      row instanceof Error || !row ? null : toPublishedRating(row),
    ),
  );
  registry.register('Methodology', async (ids, { loaders }) =>
    (await loaders.of(methodologyById).loadMany(ids)).map((row) =>
      row instanceof Error || !row ? null : toMethodology(row),
    ),
  );
  registry.register('MethodologyVersion', async (ids, { loaders, viewer }) =>
    (await loaders.of(methodologyVersionById).loadMany(ids)).map((row) =>
      row instanceof Error || !row || !mayReadVersion(viewer, row) ? null : toMethodologyVersion(row),
    ),
  );
  registry.register('RatingCycle', (ids, context) => Promise.all(ids.map((id) => readCycle(id, context))));
  registry.register('Evaluation', (ids, context) => Promise.all(ids.map((id) => readEvaluation(id, context))));
  registry.register('RaterAssignment', (ids, context) => Promise.all(ids.map((id) => readAssignment(id, context))));
  registry.register('EvaluationItem', (ids, context) => Promise.all(ids.map((id) => readItem(id, context))));
  registry.register('Publication', (ids, context) => Promise.all(ids.map((id) => readPublication(id, context))));
  registry.register('Evidence', (ids, context) => Promise.all(ids.map((id) => readEvidence(id, context))));
  return registry;
}

/** Whether a cycle that is not over uses a methodology version. */
const isVersionInUse: IsVersionInUse = async ({ database }, versionId) => {
  const open = await database
    .selectFrom('rating_cycle')
    .select('id')
    .where('methodology_version_id', '=', versionId)
    .where('state', 'not in', ['PUBLISHED', 'ARCHIVED', 'CANCELLED'])
    .executeTakeFirst();
  return open !== undefined;
};

/** Wires the services of all modules and builds the schema over them. */
export async function composeSchema({
  unitOfWork,
  database,
  engine,
  tickets,
}: CompositionPorts): Promise<GraphQLSchema> {
  const signIn = async (token: string) => {
    const authentication = await authenticate(database, councilRolesOf, token);
    return 'viewer' in authentication && isSignedIn(authentication.viewer) ? authentication.viewer : null;
  };
  const cycleAdvance = new CycleAdvanceCommand(unitOfWork, [evaluationEffects, publicationEffects]);
  return createSchema(
    [
      createNodeResolver(nodes()),
      LabelsResolver,
      SessionRevokedResolver,
      createUserStreamResolver(engine),
      TerritoryResolver,
      RatingCycleResolver,
      EvaluationResolver,
      RaterAssignmentResolver,
      RatingCycleAdvancedResolver,
      RatingCycleExtendedResolver,
      EvaluationAdvancedResolver,
      RaterAssignedResolver,
      ConflictDeclaredResolver,
      ConflictDecidedResolver,
      createCycleStreamResolver(engine),
      EvaluationItemsResolver,
      EvaluationItemResolver,
      ItemChangedResolver,
      EvaluationChangedResolver,
      SubmissionProgressedResolver,
      PublicationChangedResolver,
      PublicationRowResolver,
      EvaluationEvidenceResolver,
      EvidenceChangedResolver,
      MethodologyResolver,
      MethodologyVersionResolver,
      CriterionResolver,
      IndicatorResolver,
      PublishedRatingResolver,
      PublishedTotalResolver,
      SeatResolver,
      CouncilAppointmentsResolver,
    AppointmentCreatedResolver,
      AppointmentEndedResolver,
      createCouncilStreamResolver(engine),
    ],
    [
      new AccountResolver(new SessionService(unitOfWork), new AccountService(unitOfWork), signIn),
      new MethodologyCommandResolver(new MethodologyService(unitOfWork, isVersionInUse)),
      new CycleCommandResolver(
        new CycleCreateCommand(unitOfWork),
        cycleAdvance,
        new CycleExtendCommand(unitOfWork),
        new RaterService(unitOfWork, voidScores),
      ),
      new MarkCommandResolver(
        new ScoreSaveCommand(unitOfWork),
        new ScoreSubmitCommand(unitOfWork),
        new CouncilInputService(unitOfWork),
      ),
      new EvidenceResolver(new EvidenceService(unitOfWork, tickets), tickets),
      new PublicationResolver(new PublicationService(unitOfWork, cycleAdvance)),
      new CouncilResolver(new CouncilService(unitOfWork)),
      new AppointmentResolver(
        new AppointmentService(unitOfWork, (transaction, appointed) =>
          recuseOwnPeople(transaction, appointed, voidScores),
        ),
      ),
    ],
  );
}
