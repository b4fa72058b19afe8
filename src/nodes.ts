import type { LoaderDefinition } from './database/loaders.js';
import { type Context, readAccount } from './modules/accounts/index.js';
import { readAppeal, readTask } from './modules/appeals/index.js';
import {
  appointmentById,
  councilById,
  readPerson,
  seatById,
  toAppointment,
  toCouncil,
  toSeat,
} from './modules/councils/index.js';
import { readAuditCase } from './modules/audit-cases/index.js';
import { readAssignment, readCycle, readEvaluation } from './modules/cycles/index.js';
import { readItem } from './modules/evaluations/index.js';
import { readEvidence } from './modules/evidence/index.js';
import {
  mayReadVersion,
  methodologyById,
  methodologyVersionById,
  toMethodology,
  toMethodologyVersion,
} from './modules/methodologies/index.js';
import { readPublication } from './modules/publications/index.js';
import { readRatingSession, readSessionItem } from './modules/rating-sessions/index.js';
import { publishedRatingById, toPublishedRating } from './modules/published-ratings/index.js';
import { territoryById, toTerritory } from './modules/territories/index.js';
import { type NodeLoad, NodeRegistry } from './relay/nodes/node-registry.js';

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
export function nodes(): NodeRegistry<Context> {
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
