import { createHash } from 'node:crypto';
import type { ApiClient } from './api-client.js';
import { type SampleEvidence, sampleEvidenceOf } from './data/sample-evidence.js';
import { EvidenceAddDocument, EvidenceDecideDocument, EvidenceUploadCreateDocument } from './generated/graphql.js';

/** A piece of evidence that was added. */
interface Added {
  readonly id: string;
  readonly version: number;
}

/** Brings one file: asks for a ticket for its hash, sends the bytes, adds it to the evaluation. */
async function bring(secretary: ApiClient, evaluationId: string, file: SampleEvidence): Promise<Added> {
  const bytes = Buffer.from(file.text);
  const { evidenceUploadCreate } = await secretary.send(EvidenceUploadCreateDocument, {
    input: {
      sha256: createHash('sha256').update(bytes).digest('hex'),
      sizeBytes: bytes.length,
      mediaType: file.mediaType,
    },
  });
  const { path = '', ticket = '' } = evidenceUploadCreate.upload ?? {};
  await secretary.put(path, file.mediaType, bytes);
  const { evidenceAdd } = await secretary.send(EvidenceAddDocument, {
    input: {
      evaluationId,
      ticket,
      indicatorCodes: file.indicatorCodes,
      kind: file.kind,
      title: file.title,
      originalName: file.fileName,
      capturedOn: file.capturedOn,
    },
  });
  return evidenceAdd.evidence ?? { id: '', version: 0 };
}

/** Brings all that the methodology asks one council for; answers what was added. */
export async function bringAll(secretary: ApiClient, evaluationId: string, councilCode: string): Promise<Added[]> {
  const added: Added[] = [];
  for (const file of sampleEvidenceOf(councilCode, 2026)) {
    added.push(await bring(secretary, evaluationId, file));
  }
  return added;
}

/** The manager accepts what came in. */
export async function acceptAll(manager: ApiClient, added: readonly Added[]): Promise<void> {
  await manager.sendAll(
    EvidenceDecideDocument,
    added.map(({ id, version }) => ({ id, version, accept: true })),
  );
}
