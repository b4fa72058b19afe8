import { createHash, randomUUID } from 'node:crypto';
import { demonstrationEmail } from '../../src/cli/demonstration/data/demonstration-people.js';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { stableId } from '../../src/database/stable-id.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { illustrative } from '../../src/modules/methodologies/data/illustrative.js';
import { MethodologyService } from '../../src/modules/methodologies/index.js';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { Tickets } from '../../src/storage/tickets.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import type { TestDatabase } from '../support/database.js';
import { viewerOf } from '../support/scoring.js';
import { testSecret } from '../support/seal.js';
import { type AppealObjects, prepareAppealObjects } from './prepared-appeals.js';
import { prepareAuditCase } from './prepared-audit-case.js';
import { type CycleIds, prepareCycles } from './prepared-cycles.js';
import { judgedIndicator, type PreparedObjects, readObjects } from './prepared-objects.js';
import { type PreparedSessions, prepareSessions } from './prepared-sessions.js';
import { forEachViewer, viewerAccounts, type ViewerName } from './viewers.js';

/** A server with an object of every kind, in the states that the rules tell apart, and a client for each viewer. */
export interface PreparedState extends PreparedObjects, PreparedSessions {
  readonly running: TestApp;
  readonly appealObjects: AppealObjects;
  readonly clients: Readonly<Record<ViewerName, TestClient>>;
  /** A ticket to bytes that are there, for each viewer: also for those who would get none from the server. */
  readonly tickets: Readonly<Record<ViewerName, string>>;
  /** The id of a second session of each viewer, to be ended. */
  readonly spareSessions: Readonly<Record<ViewerName, string | null>>;
  /** The id of a session of an account that is no viewer of the matrix. */
  readonly strangersSession: string | null;
}

const bytes = 'Sinov uchun matn';
const sha256 = createHash('sha256').update(bytes).digest('hex');

/** Makes an account for the member of UZ-AN's third seat, who has none in the demonstration; the password is the same. */
async function makeMember({ database }: TestDatabase): Promise<void> {
  const { password_hash } = await database.selectFrom('account').select('password_hash').executeTakeFirstOrThrow();
  await database
    .insertInto('account')
    .values({
      id: demonstrationAccountId(viewerAccounts.member),
      person_id: stableId('Person', 'demo/UZ-AN/3'),
      email: demonstrationEmail(viewerAccounts.member),
      password_hash,
      version: 1,
    })
    .execute();
}

/** Writes two more versions of the illustrative methodology: one is handed in for review. */
async function writeVersions({ orm }: TestDatabase): Promise<{ readonly draft: string; readonly inReview: string }> {
  const methodologist = viewerOf('methodologist', 'METHODOLOGIST');
  const service = new MethodologyService(new UnitOfWork(orm, () => {}), async () => false);
  const write = async (): Promise<string> => {
    const methodologyId = stableId('Methodology', illustrative.code);
    const outcome = await service.create(methodologist, { methodologyId, body: illustrative.body });
    if (!outcome.ok) {
      throw new Error(JSON.stringify(outcome.faults));
    }
    return outcome.value.versionId;
  };
  const [draft, inReview] = [await write(), await write()];
  await service.move(methodologist, { action: 'submit', versionId: inReview, version: 1 });
  return { draft, inReview };
}

/** Adds a piece of evidence to the evaluation of UZ-AN in the open and in the closed cycle. */
async function addEvidence({ database }: TestDatabase, cycles: CycleIds): Promise<void> {
  await database
    .insertInto('stored_file')
    .values({ sha256, size_bytes: Buffer.byteLength(bytes) })
    .execute();
  for (const cycleId of [cycles.open, cycles.closed]) {
    const evaluation = database.selectFrom('evaluation').select('id').where('cycle_id', '=', cycleId);
    await database
      .insertInto('evidence')
      .values({
        id: randomUUID(),
        evaluation_id: (await evaluation.executeTakeFirstOrThrow()).id,
        indicator_codes: [judgedIndicator],
        title: 'Sinov',
        file_sha256: sha256,
        media_type: 'text/plain',
        original_name: 'sinov.txt',
        submitted_by: demonstrationAccountId(viewerAccounts.secretary),
        captured_on: null,
        late_reason: null,
        decision_reason: null,
        decided_by: null,
        decided_at: null,
        replaces_id: null,
        version: 1,
      })
      .execute();
  }
}

function ticketOf(viewer: ViewerName): string {
  return new Tickets(testSecret).sign({
    purpose: 'upload',
    sha256,
    sizeBytes: Buffer.byteLength(bytes),
    mediaType: 'text/plain',
    accountId: demonstrationAccountId(viewerAccounts[viewer] ?? ''),
    expires: Math.floor(Date.now() / 1000) + 900,
  });
}

async function newSession(url: string, account: string | null): Promise<string | null> {
  if (account === null) {
    return null;
  }
  const client = await signIn(url, account);
  const answer = await client.send<{ viewer: { sessions: { id: string; current: boolean }[] } }>(
    '{ viewer { sessions { id current } } }',
  );
  return answer.data?.viewer.sessions.find(({ current }) => current)?.id ?? null;
}

/** Starts the server and prepares everything. To be closed by `running.close()`. */
export async function prepareState(): Promise<PreparedState> {
  const running = await startTestApp({ environment: { KENGASH_SECRET: testSecret } });
  const { test, url } = running;
  await makeMember(test);
  const cycles = await prepareCycles(test);
  await addEvidence(test, cycles);
  const versions = await writeVersions(test);
  await prepareAuditCase(test, cycles.staged);
  const tickets = await forEachViewer(async (viewer) => ticketOf(viewer));
  await forEachViewer((viewer) => fetch(`${url}/uploads/${tickets[viewer]}`, { method: 'PUT', body: bytes }));
  return {
    ...(await readObjects(test, cycles, versions)),
    ...(await prepareSessions(test, cycles)),
    appealObjects: await prepareAppealObjects(test, cycles.appeals),
    running,
    tickets,
    clients: await forEachViewer(async (viewer) => {
      const account = viewerAccounts[viewer];
      return account === null ? new TestClient(url) : signIn(url, account);
    }),
    spareSessions: await forEachViewer((viewer) => newSession(url, viewerAccounts[viewer])),
    strangersSession: await newSession(url, 'facilitator2'),
  };
}

/** The id of a viewer's account, as clients see it. */
export const accountNodeId = (viewer: ViewerName): string =>
  encodeNodeId('Account', demonstrationAccountId(viewerAccounts[viewer] ?? ''));
