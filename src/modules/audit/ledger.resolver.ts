import { Arg, Args, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { sql } from 'kysely';
import { ConnectionArguments, connectionOf, type ConnectionValue } from '../../relay/connections/connection.js';
import { countRows, page } from '../../relay/connections/keyset.js';
import { defineOrdering } from '../../relay/connections/ordering.js';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import type { Payload } from '../../relay/payload.js';
import { Sha256Scalar } from '../../relay/scalars.js';
import { type Context, userErrors } from '../accounts/index.js';
import { councilById, type CouncilType, toCouncil } from '../councils/index.js';
import { CheckpointCosignInput, CheckpointCosignPayload, WitnessRegisterInput, WitnessRegisterPayload } from './ledger.inputs.js';
import { consistencyHashes, findEntry, inclusionHashes, readCheckpoint } from './ledger.loader.js';
import { mayReadEntries } from './ledger.policy.js';
import {
  ConsistencyProofType,
  InclusionProofType,
  LedgerCheckpointType,
  LedgerEntryConnection,
  type LedgerEntryType,
  toInclusionProof,
  toLedgerCheckpoint,
} from './ledger.type.js';
import type { WitnessService } from './witness.service.js';

const entryOrdering = defineOrdering([{ column: 'ledger_leaf.sequence', type: 'integer', direction: 'asc' }]);

/** The reading door of the ledger: checkpoints and proofs for everyone, entries for auditors. */
@Resolver()
export class LedgerResolver {
  constructor(private readonly witnesses: WitnessService) {}

  @Query(() => LedgerCheckpointType, { nullable: true, description: 'The newest checkpoint of the ledger, or that of a size; null where there is none. Public.' })
  async checkpoint(
    @Arg('size', () => Int, { nullable: true, description: 'Of this size; the newest when left out.' }) size: number | null,
    @Ctx() { database }: Context,
  ): Promise<LedgerCheckpointType | null> {
    const found = await readCheckpoint(database, size);
    return found && toLedgerCheckpoint(found);
  }

  @Query(() => InclusionProofType, {
    nullable: true,
    description: 'The proof that something is in the ledger: a commitment, a published snapshot by its hash, or a leaf. Null where it is not, or not yet: what came in is chained within seconds. Public.',
  })
  async inclusionProof(
    @Arg('hash', () => Sha256Scalar, { description: 'The commitment, the hash of the snapshot, or the leaf.' }) hash: string,
    @Arg('size', () => Int, { nullable: true, description: 'Under the checkpoint of this size; the newest when left out.' }) size: number | null,
    @Ctx() { database }: Context,
  ): Promise<InclusionProofType | null> {
    const checkpoint = await readCheckpoint(database, size);
    const entry = checkpoint && (await findEntry(database, hash));
    if (!checkpoint || !entry || entry.index >= checkpoint.size) {
      return null;
    }
    return toInclusionProof(entry, await inclusionHashes(database, entry.index, checkpoint.size), checkpoint);
  }

  @Query(() => ConsistencyProofType, {
    nullable: true,
    description: 'The proof that the ledger of one size goes on from that of a smaller one. Null where there are no checkpoints of these sizes, or they are not in order. Public.',
  })
  async consistencyProof(
    @Arg('from', () => Int, { description: 'The smaller size, from 1.' }) from: number,
    @Arg('to', () => Int, { description: 'The greater size.' }) to: number,
    @Ctx() { database }: Context,
  ): Promise<ConsistencyProofType | null> {
    const isInOrder = from >= 1 && from <= to;
    const [first, second] = isInOrder ? await Promise.all([readCheckpoint(database, from), readCheckpoint(database, to)]) : [null, null];
    return first && second ? { from, to, hashes: await consistencyHashes(database, from, to) } : null;
  }

  @Query(() => LedgerEntryConnection, { description: 'The entries of the ledger in full, in their order. For auditors; empty for others.' })
  async ledgerEntries(
    @Args(() => ConnectionArguments) pageArguments: ConnectionArguments,
    @Ctx() { database, viewer }: Context,
  ): Promise<ConnectionValue<LedgerEntryType>> {
    const query = database
      .selectFrom('ledger_leaf')
      .innerJoin('ledger_entry', 'ledger_entry.id', 'ledger_leaf.entry_id')
      .select(['ledger_leaf.sequence', 'ledger_leaf.leaf_hash as leafHash', 'ledger_leaf.chain_hash as chainHash'])
      .select(['ledger_entry.id', 'ledger_entry.action', 'ledger_entry.actor_id as actor', 'ledger_entry.subject_type as subjectType'])
      .select(['ledger_entry.subject_id as subjectId', 'ledger_entry.body', 'ledger_entry.salt'])
      .select(sql<string>`to_char(ledger_entry.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('at'))
      .where(mayReadEntries(viewer) ? sql<boolean>`true` : sql<boolean>`false`);
    const found = await page(query, entryOrdering, pageArguments);
    return connectionOf(found, () => countRows(query));
  }

  @Mutation(() => WitnessRegisterPayload, { description: "Registers the witness of a council: a key with which its secretariat co-signs checkpoints. For the council's secretary." })
  async witnessRegister(
    @Arg('input', () => WitnessRegisterInput, { description: 'The witness.' }) input: WitnessRegisterInput,
    @Ctx() context: Context,
  ): Promise<Payload<'council', CouncilType>> {
    const councilId = decodeNodeIdOf('Council', input.councilId);
    const outcome = await this.witnesses.register(context.viewer, { ...input, councilId });
    if (!outcome.ok) {
      return { council: null, positions: [], errors: userErrors(outcome.faults, context) };
    }
    const row = councilId === null ? null : await context.loaders.of(councilById).load(councilId);
    return { council: row && toCouncil(row), positions: outcome.positions, errors: [] };
  }

  @Mutation(() => CheckpointCosignPayload, { description: 'Brings the cosignature of a registered witness. For everyone: the signature itself is what counts.' })
  async checkpointCosign(
    @Arg('input', () => CheckpointCosignInput, { description: 'The cosignature.' }) input: CheckpointCosignInput,
    @Ctx() context: Context,
  ): Promise<Payload<'checkpoint', LedgerCheckpointType>> {
    const outcome = await this.witnesses.cosign(input);
    if (!outcome.ok) {
      return { checkpoint: null, positions: [], errors: userErrors(outcome.faults, context) };
    }
    const found = await readCheckpoint(context.database, outcome.value.size);
    return { checkpoint: found && toLedgerCheckpoint(found), positions: outcome.positions, errors: [] };
  }
}
