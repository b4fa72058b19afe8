import { noId } from '../../database/stable-id.js';
import type { Outcome, UnitOfWork } from '../../database/unit-of-work.js';
import { objectFaults } from '../../decision.js';
import { fault, faults, ok } from '../../errors.js';
import { isKeyName, parseNote, parseSignatureLine, signatureTypes, verifierKey, verifyCosignature } from '../../ledger/note/index.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { CouncilEntity } from '../councils/index.js';
import { mayRegisterWitness } from './ledger.policy.js';
import { CheckpointCosignatureEntity, WitnessEntity } from './witness.entity.js';

/** A witness to register. */
export interface WitnessRegister {
  readonly councilId: string | null;
  readonly name: string;
  /** Base64 of the 32 bytes of an Ed25519 public key. */
  readonly publicKey: string;
  readonly idempotencyKey?: string | null | undefined;
}

const keyForm = /^[A-Za-z0-9+/]{43}=$/;

/** Witnesses of the ledger, and what they sign. */
export class WitnessService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Registers the witness of a council by its public key. One key or name stands for one witness, for ever. */
  async register(viewer: Viewer, request: WitnessRegister): Promise<Outcome<{ witnessId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    return this.unitOfWork.run(
      {
        operation: 'witnessRegister',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
        constraints: {
          witness_name_unique: { code: 'ALREADY_EXISTS', path: ['name'] },
          witness_public_key_unique: { code: 'ALREADY_EXISTS', path: ['publicKey'] },
        },
      },
      async (transaction) => {
        const { em } = transaction;
        const council = await em.findOne(CouncilEntity, { id: request.councilId ?? noId });
        const refusal = await objectFaults(mayRegisterWitness(viewer, request.councilId ?? noId), () => council !== null, ['councilId']);
        if (refusal.length > 0 || !council) {
          return faults(refusal.length > 0 ? refusal : [{ code: 'NOT_FOUND', path: ['councilId'] }]);
        }
        const { name, publicKey } = request;
        if (!isKeyName(name) || name.length > 200) {
          return fault('INVALID_FORMAT', ['name']);
        }
        if (!keyForm.test(publicKey)) {
          return fault('INVALID_FORMAT', ['publicKey']);
        }
        const witness = em.create(WitnessEntity, { councilId: council.id, name, publicKey, registeredBy: viewer.accountId });
        await em.flush();
        transaction.enter({
          action: 'witness.registered',
          subjectType: 'Council',
          subjectId: council.id,
          body: { name, publicKey },
        });
        return ok({ witnessId: witness.id });
      },
    );
  }

  /**
   * Keeps the cosignature of a witness. It needs no account: what it is worth is in the signature, which is checked
   * against the registered keys. The same one twice is kept once.
   */
  async cosign(request: { readonly size: number; readonly line: string }): Promise<Outcome<{ size: number }>> {
    const signature = request.line.length > 1_000 ? null : parseSignatureLine(request.line);
    if (!signature) {
      return fault('INVALID_FORMAT', ['line']);
    }
    return this.unitOfWork.run({ operation: 'checkpointCosign', actorId: null, input: request }, async (transaction) => {
      const { em, database } = transaction;
      const checkpoint = await database.selectFrom('ledger_checkpoint').select('note').where('size', '=', request.size).executeTakeFirst();
      const witness = await em.findOne(WitnessEntity, { name: signature.name, revokedAt: null });
      const note = checkpoint && parseNote(checkpoint.note);
      if (!witness || !note) {
        return fault('NOT_FOUND', [witness ? 'size' : 'line']);
      }
      const key = verifierKey(witness.name, signatureTypes.cosignature, Buffer.from(witness.publicKey, 'base64'));
      if (verifyCosignature(note.text, signature, key) === null) {
        return fault('SIGNATURE_INVALID', ['line']);
      }
      if ((await em.count(CheckpointCosignatureEntity, { size: request.size, witnessId: witness.id })) === 0) {
        em.create(CheckpointCosignatureEntity, { size: request.size, witnessId: witness.id, line: request.line });
      }
      return ok({ size: request.size });
    });
  }
}
