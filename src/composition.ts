import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import type { UnitOfWork } from './database/unit-of-work.js';
import type { LoaderDefinition } from './database/loaders.js';
import type { Database } from './database/tables.js';
import {
  AccountReadResolver,
  AccountResolver,
  AccountService,
  authenticate,
  type Context,
  createUserStreamResolver,
  isSignedIn,
  type PersonType,
  readAccount,
  SessionCreatedResolver,
  SessionExtendedResolver,
  SessionRevokedResolver,
  SessionService,
  type Standing,
} from './modules/accounts/index.js';
import {
  AppealChangedResolver,
  AppealCommandResolver,
  appealEffects,
  AppealEvidenceResolver,
  AppealItemResolver,
  AppealResolver,
  AppealStepsCommand,
  DecideCommand,
  DraftCommand,
  EqualTreatmentCommand,
  EqualTreatmentResolver,
  EvaluationAppealResolver,
  PanelCommand,
  readAppeal,
  readTask,
} from './modules/appeals/index.js';
import {
  appointmentById,
  AppointmentChangedResolver,
  AppointmentCreatedResolver,
  AppointmentEndedResolver,
  AppointmentResolver,
  AppointmentService,
  CouncilAppointmentsResolver,
  councilById,
  CouncilResolver,
  councilRolesOf,
  councilRoom,
  CouncilService,
  createCouncilStreamResolver,
  readPerson,
  seatById,
  SeatResolver,
  toAppointment,
  toCouncil,
  toSeat,
} from './modules/councils/index.js';
import { CouncilWitnessResolver, LedgerResolver, WitnessService } from './modules/audit/index.js';
import { auditCaseEffects, AuditCaseResolver, AuditCaseService, readAuditCase } from './modules/audit-cases/index.js';
import {
  ConflictDecidedResolver,
  ConflictDeclaredResolver,
  createCycleStreamResolver,
  CycleAdvanceCommand,
  CycleCommandResolver,
  CycleCreateCommand,
  CycleExtendCommand,
  cycleRoom,
  EvaluationAdvancedResolver,
  EvaluationResolver,
  evaluationRoom,
  isVersionInUse,
  leftEvaluations,
  RaterAssignedResolver,
  RaterAssignmentChangedResolver,
  RaterAssignmentResolver,
  RaterService,
  RatingCycleAdvancedResolver,
  RatingCycleExtendedResolver,
  RatingCycleResolver,
  readAssignment,
  readCycle,
  readEvaluation,
  recuseOwnPeople,
} from './modules/cycles/index.js';
import { type Chore, FacilitationResolver, FacilitationService, type TimerEnds } from './modules/facilitation/index.js';
import {
  CouncilInputService,
  EvaluationChangedResolver,
  enterDueMarks,
  evaluationEffects,
  EvaluationExplainResolver,
  EvaluationItemExplainResolver,
  EvaluationItemResolver,
  EvaluationItemsResolver,
  ItemChangedResolver,
  MarkCommandResolver,
  readItem,
  ScoreResolver,
  ScoreSaveCommand,
  ScoreSubmitCommand,
  SubmissionProgressedResolver,
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
  createPresenceStreamResolver,
  PresenceCommandResolver,
  PresenceMemberResolver,
  PresenceResolver,
  type PresenceRooms,
} from './modules/presence/index.js';
import {
  CorrectionCommand,
  embargoIsOver,
  embargoTimer,
  PublicationChangedResolver,
  publicationEffects,
  PublicationCommandResolver,
  PublicationResolver,
  PublicationRowResolver,
  PublicationService,
  readPublication,
  WithdrawCommand,
} from './modules/publications/index.js';
import {
  AttendanceChangedResolver,
  ConsensusCommand,
  ConsensusProposalResolver,
  createRatingSessionStreamResolver,
  facilitatedSession,
  ItemCommandResolver,
  ItemStepsCommand,
  leaveRating,
  lockSessions,
  MemberCommand,
  onRoundMarked,
  RatingRoundResolver,
  RatingSessionChangedResolver,
  RatingSessionItemChangedResolver,
  RatingSessionItemResolver,
  RatingSessionResolver,
  readRatingSession,
  readSessionItem,
  RecuseCommand,
  roundTimer,
  ScheduleCommand,
  SessionCommandResolver,
  SessionProtocolResolver,
  SessionStepsCommand,
  VoteCommand,
} from './modules/rating-sessions/index.js';
import {
  publishedRatingById,
  PublishedRatingResolver,
  PublishedTotalResolver,
  toPublishedRating,
} from './modules/published-ratings/index.js';
import { territoryById, TerritoryResolver, toTerritory } from './modules/territories/index.js';
import type { Presence } from './realtime/presence/presence.js';
import type { StreamEngine } from './realtime/stream-engine.js';
import { LabelsResolver } from './relay/labels.resolver.js';
import { markNodeType } from './relay/nodes/node.js';
import { createNodeResolver } from './relay/nodes/node.resolver.js';
import { type NodeLoad, NodeRegistry } from './relay/nodes/node-registry.js';
import type { LogKeys } from './log-keys.js';
import { createSchema } from './schema.js';
import type { Tickets } from './storage/tickets.js';

/** What the modules are given. */
export interface CompositionPorts {
  readonly unitOfWork: UnitOfWork;
  readonly database: Database;
  readonly engine: StreamEngine;
  readonly presence: Presence<PersonType>;
  readonly tickets: Tickets;
  readonly keys: LogKeys;
  /** Told of what those who run the server have to know, though nobody was refused anything for it. */
  readonly failed: (error: unknown, operation: string) => void;
}

/** Loads the rows of nodes in one read. One that fails rejects: a database that is away is not an object that is not there. */
function nodesBy<Row>(
  definition: LoaderDefinition<string, Row | null>,
  toNode: (row: Row, context: Context) => object | null,
): NodeLoad<Context> {
  return (ids, context) =>
    Promise.all(
      ids.map(async (id) => {
        const row = await context.loaders.of(definition).load(id);
        return row === null ? null : toNode(row, context);
      }),
    );
}

/** Which module answers for which type of node, always through its own rule of visibility. */
function nodes(): NodeRegistry<Context> {
  const registry = new NodeRegistry<Context>();
  registry.register('Territory', nodesBy(territoryById, toTerritory));
  registry.register('Council', nodesBy(councilById, toCouncil));
  registry.register('Seat', nodesBy(seatById, toSeat));
  registry.register('Appointment', nodesBy(appointmentById, toAppointment));
  registry.register('Person', (ids, context) => Promise.all(ids.map((id) => readPerson(id, context))));
  registry.register('Account', (ids, context) => Promise.all(ids.map((id) => readAccount(id, context))));
  registry.register('PublishedRating', nodesBy(publishedRatingById, toPublishedRating));
  registry.register('Methodology', nodesBy(methodologyById, toMethodology));
  registry.register('MethodologyVersion', nodesBy(methodologyVersionById, (row, { viewer }) =>
    mayReadVersion(viewer, row) ? toMethodologyVersion(row) : null,
  ));
  registry.register('RatingCycle', (ids, context) => Promise.all(ids.map((id) => readCycle(id, context))));
  registry.register('Evaluation', (ids, context) => Promise.all(ids.map((id) => readEvaluation(id, context))));
  registry.register('RaterAssignment', (ids, context) => Promise.all(ids.map((id) => readAssignment(id, context))));
  registry.register('EvaluationItem', (ids, context) => Promise.all(ids.map((id) => readItem(id, context))));
  registry.register('RatingSession', (ids, context) => Promise.all(ids.map((id) => readRatingSession(id, context))));
  registry.register('RatingSessionItem', (ids, context) => Promise.all(ids.map((id) => readSessionItem(id, context))));
  registry.register('Appeal', (ids, context) => Promise.all(ids.map((id) => readAppeal(id, context))));
  registry.register('EqualTreatmentTask', (ids, context) => Promise.all(ids.map((id) => readTask(id, context))));
  registry.register('Publication', (ids, context) => Promise.all(ids.map((id) => readPublication(id, context))));
  registry.register('AuditCase', (ids, context) => Promise.all(ids.map((id) => readAuditCase(id, context))));
  registry.register('Evidence', (ids, context) => Promise.all(ids.map((id) => readEvidence(id, context))));
  return registry;
}

/** Which module says who may listen to the stream of an object, by its type. */
const presenceRooms: PresenceRooms = { Council: councilRoom, RatingCycle: cycleRoom, Evaluation: evaluationRoom };

/** What happens when timers run out, by their purpose. */
export function timerEnds({ unitOfWork, keys, failed }: Pick<CompositionPorts, 'unitOfWork' | 'keys' | 'failed'>): TimerEnds {
  const items = new ItemStepsCommand(unitOfWork, keys.seal);
  const cycles = cycleCommand({ unitOfWork, keys, failed });
  return {
    [roundTimer]: (transaction, timer) => items.roundIsOver(transaction, timer),
    [embargoTimer]: (transaction, timer) => embargoIsOver(transaction, cycles, timer),
  };
}

/** The steps of cycles, with what the other modules do at them. */
function cycleCommand({ unitOfWork, keys, failed }: Pick<CompositionPorts, 'unitOfWork' | 'keys' | 'failed'>): CycleAdvanceCommand {
  return new CycleAdvanceCommand(unitOfWork, [evaluationEffects(keys.seal), appealEffects, publicationEffects, auditCaseEffects(failed)]);
}

/** What is done now and then: once an hour marks are entered whose receipts promise it for the next day. */
export const chores: readonly Chore[] = [{ operation: 'marksEnterDue', every: 3_600_000, work: enterDueMarks }];

/** What is led, as the viewer sees it, by its type. */
const ledObjects = {
  RatingSession: async (id: string, context: Context) => {
    const session = await readRatingSession(id, context);
    if (session) {
      markNodeType(session, 'RatingSession');
    }
    return session;
  },
};

/** What decides, besides roles, what an account may see. */
export const standing: Standing = { councilRolesOf, leftEvaluations };

/** Wires the services of all modules and builds the schema over them. */
export async function composeSchema({
  unitOfWork,
  database,
  engine,
  presence,
  tickets,
  keys,
  failed,
}: CompositionPorts): Promise<GraphQLSchema> {
  const signIn = async (token: string) => {
    const authentication = await authenticate(database, standing, token);
    return 'viewer' in authentication && isSignedIn(authentication.viewer) ? authentication.viewer : null;
  };
  const cycleAdvance = cycleCommand({ unitOfWork, keys, failed });
  const members = new MemberCommand(unitOfWork);
  return createSchema(
    [
      createNodeResolver(nodes()),
      LabelsResolver,
      AccountReadResolver,
      SessionCreatedResolver,
      SessionExtendedResolver,
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
      RaterAssignmentChangedResolver,
      ConflictDeclaredResolver,
      ConflictDecidedResolver,
      createCycleStreamResolver(engine),
      EvaluationItemsResolver,
      EvaluationExplainResolver,
      EvaluationItemExplainResolver,
      RatingSessionResolver,
      SessionProtocolResolver,
      RatingSessionItemResolver,
      ConsensusProposalResolver,
      RatingSessionChangedResolver,
      RatingSessionItemChangedResolver,
      AttendanceChangedResolver,
      createRatingSessionStreamResolver(engine),
      ItemChangedResolver,
      EvaluationChangedResolver,
      SubmissionProgressedResolver,
      AppealResolver,
      AppealItemResolver,
      AppealEvidenceResolver,
      AppealChangedResolver,
      EvaluationAppealResolver,
      PublicationChangedResolver,
      CouncilWitnessResolver,
      PublicationResolver,
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
      AppointmentChangedResolver,
      AppointmentCreatedResolver,
      AppointmentEndedResolver,
      createCouncilStreamResolver(engine),
      PresenceMemberResolver,
      createPresenceStreamResolver(presence, presenceRooms),
    ],
    [
      new AccountResolver(new SessionService(unitOfWork), new AccountService(unitOfWork), signIn),
      new MethodologyCommandResolver(new MethodologyService(unitOfWork, isVersionInUse)),
      new CycleCommandResolver(
        new CycleCreateCommand(unitOfWork),
        cycleAdvance,
        new CycleExtendCommand(unitOfWork),
        new RaterService(unitOfWork, leaveRating, lockSessions),
      ),
      new EvaluationItemResolver(keys.seal),
      new ScoreResolver(keys.signer),
      new RatingRoundResolver(keys.seal),
      new MarkCommandResolver(
        new ScoreSaveCommand(unitOfWork, keys.seal),
        new ScoreSubmitCommand(unitOfWork, keys.seal, onRoundMarked),
        new CouncilInputService(unitOfWork),
      ),
      new SessionCommandResolver(
        new ScheduleCommand(unitOfWork),
        new SessionStepsCommand(unitOfWork),
        members,
        new VoteCommand(unitOfWork),
        new RecuseCommand(unitOfWork),
      ),
      new ItemCommandResolver(new ItemStepsCommand(unitOfWork, keys.seal), new ConsensusCommand(unitOfWork), members),
      new FacilitationResolver(new FacilitationService(unitOfWork, { RatingSession: facilitatedSession }), ledObjects),
      new PresenceResolver(presenceRooms),
      new PresenceCommandResolver(presence, presenceRooms),
      new EvidenceResolver(new EvidenceService(unitOfWork, tickets), tickets),
      new LedgerResolver(new WitnessService(unitOfWork)),
      new AuditCaseResolver(new AuditCaseService(unitOfWork)),
      new AppealCommandResolver(
        new DraftCommand(unitOfWork),
        new AppealStepsCommand(unitOfWork),
        new PanelCommand(unitOfWork),
        new DecideCommand(unitOfWork),
      ),
      new EqualTreatmentResolver(new EqualTreatmentCommand(unitOfWork)),
      new PublicationRowResolver(keys.signer),
      new PublicationCommandResolver(new PublicationService(unitOfWork, cycleAdvance), new CorrectionCommand(unitOfWork), new WithdrawCommand(unitOfWork)),
      new CouncilResolver(new CouncilService(unitOfWork)),
      new AppointmentResolver(
        new AppointmentService(unitOfWork, (transaction, appointed) =>
          recuseOwnPeople(transaction, appointed, leaveRating, lockSessions),
        ),
      ),
    ],
  );
}
