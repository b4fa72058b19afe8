export { ConsensusCommand } from './consensus.command.js';
export { ConsensusProposalEntity, DissentEntity, ProposalVoteEntity } from './consensus-proposal.entity.js';
export { facilitatedSession } from './facilitated-session.js';
export { ItemCommandResolver } from './item-command.resolver.js';
export { ItemStepsCommand, roundTimer } from './item-steps.command.js';
export { MemberCommand, onRoundMarked } from './member.command.js';
export { RatingRoundEntity, RoundPassEntity } from './rating-round.entity.js';
export { RatingSessionEntity, SessionEvaluationEntity, SessionObserverEntity } from './rating-session.entity.js';
export {
  AttendanceChangedResolver,
  RatingSessionChangedResolver,
  RatingSessionItemChangedResolver,
} from './rating-session-event.type.js';
export { RatingSessionResolver, readRatingSession, SessionProtocolResolver } from './rating-session.resolver.js';
export { createRatingSessionStreamResolver } from './rating-session-stream.resolver.js';
export { leaveRating, lockSessions, RecuseCommand } from './recuse.command.js';
export { ScheduleCommand } from './schedule.command.js';
export { SessionCommandResolver } from './session-command.resolver.js';
export { SessionItemEntity } from './session-item.entity.js';
export {
  ConsensusProposalResolver,
  RatingRoundResolver,
  RatingSessionItemResolver,
  readSessionItem,
} from './session-item.resolver.js';
export { ProtocolSignatureEntity, SessionProtocolCouncilEntity, SessionProtocolEntity } from './session-protocol.entity.js';
export { SessionStepsCommand } from './session-steps.command.js';
export { VoteCommand } from './vote.command.js';
