import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import type { UnitOfWork } from './database/unit-of-work.js';
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
} from './modules/appeals/index.js';
import {
  AppointmentChangedResolver,
  AppointmentCreatedResolver,
  AppointmentEndedResolver,
  AppointmentResolver,
  AppointmentService,
  CouncilAppointmentsResolver,
  CouncilResolver,
  councilRolesOf,
  councilRoom,
  CouncilService,
  createCouncilStreamResolver,
  SeatResolver,
} from './modules/councils/index.js';
import { CouncilWitnessResolver, LedgerResolver, WitnessService } from './modules/audit/index.js';
import { auditCaseEffects, AuditCaseResolver, AuditCaseService } from './modules/audit-cases/index.js';
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
} from './modules/evidence/index.js';
import {
  CriterionResolver,
  IndicatorResolver,
  MethodologyCommandResolver,
  MethodologyResolver,
  MethodologyService,
  MethodologyVersionResolver,
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
  RecuseCommand,
  roundTimer,
  ScheduleCommand,
  SessionCommandResolver,
  SessionProtocolResolver,
  SessionStepsCommand,
  VoteCommand,
} from './modules/rating-sessions/index.js';
import {
  PublishedRatingResolver,
  PublishedTotalResolver,
} from './modules/published-ratings/index.js';
import { TerritoryResolver } from './modules/territories/index.js';
import type { Presence } from './realtime/presence/presence.js';
import type { StreamEngine } from './realtime/stream-engine.js';
import { LabelsResolver } from './relay/labels.resolver.js';
import { markNodeType } from './relay/nodes/node.js';
import { createNodeResolver } from './relay/nodes/node.resolver.js';
import type { LogKeys } from './log-keys.js';
import { nodes } from './nodes.js';
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
