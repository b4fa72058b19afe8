import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Database } from '../../database/tables.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { EvidenceService, noteReceived } from '../../modules/evidence/index.js';
import type { FileStorage } from '../../storage/file-storage.js';
import { Tickets } from '../../storage/tickets.js';
import { must, type PeriodProgress, viewerOf } from './acting.js';
import type { DemonstrationYear } from './data/demonstration-periods.js';
import { type SampleEvidence, sampleEvidence } from './data/sample-evidence.js';

/** What the files are brought with. */
export interface EvidencePorts {
  readonly unitOfWork: UnitOfWork;
  readonly database: Database;
  readonly storage: FileStorage;
  readonly cycleId: string;
  readonly year: DemonstrationYear;
  readonly progress: PeriodProgress;
}

/** The evaluations of a cycle by the code of their council, and the files that they hold. */
async function readEvaluations({ database, cycleId }: EvidencePorts) {
  const rows = await database
    .selectFrom('evaluation')
    .innerJoin('council', 'council.id', 'evaluation.council_id')
    .leftJoin('evidence', 'evidence.evaluation_id', 'evaluation.id')
    .select(['evaluation.id', 'council.code', 'evaluation.council_id', 'evidence.original_name'])
    .where('evaluation.cycle_id', '=', cycleId)
    .execute();
  return {
    byCouncil: new Map(rows.map((row) => [row.code, { id: row.id, councilId: row.council_id }])),
    brought: new Set(rows.map((row) => row.original_name)),
  };
}

/**
 * Brings the invented files of a period as the secretaries of their councils, by the same command as everybody's. A
 * file that is there is left alone, so a start that was killed on the way goes on where it was.
 */
export async function bringEvidence(ports: EvidencePorts): Promise<void> {
  const { progress, year } = ports;
  // Tickets are for bytes that come from outside; these are signed and read within one process.
  const service = new EvidenceService(ports.unitOfWork, new Tickets(randomBytes(32).toString('hex')));
  const { byCouncil, brought } = await readEvaluations(ports);
  const files = sampleEvidence(year).filter(({ fileName }) => !brought.has(fileName));
  for (const [at, file] of files.entries()) {
    const evaluation = byCouncil.get(file.councilCode);
    if (evaluation) {
      await bring(service, ports, file, evaluation);
    }
    progress(`evidence of ${year}`, at + 1, files.length);
  }
}

async function bring(
  service: EvidenceService,
  { storage, database }: EvidencePorts,
  file: SampleEvidence,
  { id, councilId }: { readonly id: string; readonly councilId: string },
): Promise<void> {
  const secretary = {
    ...viewerOf(`secretary-${file.councilCode.toLowerCase()}`),
    councils: new Map([[councilId, new Set(['SECRETARY'] as const)]]),
  };
  const bytes = Buffer.from(file.text);
  const claim = { sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.length };
  const ticket = must(service.ticket(secretary, { ...claim, mediaType: file.mediaType }));
  const failure = await storage.put(Readable.from([bytes]), claim);
  if (failure) {
    throw Object.assign(new Error("The demonstration's files cannot be kept in the data folder"), { code: failure });
  }
  await noteReceived(database, ticket.text, claim.sha256);
  must(
    await service.add(secretary, {
      evaluationId: id,
      ticket: ticket.text,
      indicatorCodes: file.indicatorCodes,
      kind: file.kind,
      title: file.title,
      originalName: file.fileName,
      capturedOn: file.capturedOn,
    }),
  );
}
