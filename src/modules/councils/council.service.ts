import { LockMode } from '@mikro-orm/core';
import { decisionFaults } from '../../decision.js';
import type { Outcome, UnitOfWork } from '../../database/unit-of-work.js';
import { type Fault, fault, faults, ok } from '../../errors.js';
import { cleanText } from '../../language/index.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { CouncilEntity } from './council.entity.js';
import { mayUpdateCouncil } from './council.policy.js';
import { councilUpdated } from './council.stream.js';

/** The fields of a council's card that its secretariat keeps. Absent leaves a field as it is, null empties it. */
export interface CouncilChanges {
  readonly address?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly website?: string | null | undefined;
}

/** What a council update asks for. */
export interface CouncilUpdate extends CouncilChanges {
  /** Null when the id in the input could not be read. */
  readonly councilId: string | null;
  readonly version: number;
  readonly idempotencyKey?: string | null | undefined;
}

const fields = ['address', 'phone', 'email', 'website'] as const;
const greatestLength: Readonly<Record<(typeof fields)[number], number>> = {
  address: 300,
  phone: 40,
  email: 254,
  website: 200,
};
const formats: Readonly<Partial<Record<(typeof fields)[number], RegExp>>> = {
  phone: /^\+?[0-9 ()-]{5,40}$/,
  email: /^[^\s@<>"']+@[^\s@<>"']+\.[^\s@<>"']+$/,
  website: /^https?:\/\/[^\s<>"']+$/,
};

/** Changes of councils themselves. */
export class CouncilService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Changes the public card of a council. */
  async update(viewer: Viewer, request: CouncilUpdate): Promise<Outcome<{ councilId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const { changes, found } = readChanges(request);
    if (found.length > 0) {
      return faults(found);
    }
    const { councilId } = request;
    if (councilId === null) {
      return fault('NOT_FOUND', ['id']);
    }
    return this.unitOfWork.run(
      {
        operation: 'councilUpdate',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
      },
      async (transaction) => {
        const council = await transaction.em.findOne(
          CouncilEntity,
          { id: councilId },
          { lockMode: LockMode.PESSIMISTIC_WRITE },
        );
        if (!council) {
          return fault('NOT_FOUND', ['id']);
        }
        const decision = mayUpdateCouncil(viewer, council.id);
        if (!decision.allowed) {
          return faults(decisionFaults(decision, ['id']));
        }
        if (council.version !== request.version) {
          return fault('VERSION_CONFLICT', ['version']);
        }
        const changed = fields.filter((field) => field in changes && changes[field] !== council[field]);
        if (changed.length === 0) {
          return fault('NOTHING_TO_CHANGE');
        }
        for (const field of changed) {
          council[field] = changes[field] ?? null;
        }
        council.updatedAt = transaction.now;
        transaction.publish(councilUpdated(council.id, changed));
        transaction.enter({
          action: 'council.updated',
          subjectType: 'Council',
          subjectId: council.id,
          body: { changed },
        });
        return ok({ councilId: council.id });
      },
    );
  }
}

function readChanges(request: CouncilChanges): {
  readonly changes: Partial<Record<(typeof fields)[number], string | null>>;
  readonly found: readonly Fault[];
} {
  const changes: Partial<Record<(typeof fields)[number], string | null>> = {};
  const found: Fault[] = [];
  for (const field of fields) {
    const value = request[field];
    if (value === undefined) {
      continue;
    }
    if (value === null) {
      changes[field] = null;
      continue;
    }
    const text = cleanText(value, { min: 1, max: greatestLength[field], multiline: false });
    if (!text.ok) {
      found.push({ code: text.code, path: [field], parameters: { minimum: 1, maximum: greatestLength[field] } });
    } else if (formats[field] && !formats[field].test(text.text)) {
      found.push({ code: 'INVALID_FORMAT', path: [field] });
    } else {
      changes[field] = text.text;
    }
  }
  return { changes, found };
}
