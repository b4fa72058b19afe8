import { pino } from 'pino';
import type { Database } from '../../../src/database/tables.js';
import type { Route } from '../../../src/http/route.js';
import { startServer, type ServerOptions, type RunningServer } from '../../../src/http/server.js';
import { Pipeline, type PipelineOptions } from '../../../src/pipeline/pipeline.js';
import { sampleSchema } from './sample-schema.js';

/** A server over the sample schema, with what it has logged. */
export interface SampleServer extends RunningServer {
  readonly log: string[];
  readonly rejected: Set<string>;
}

/** Routes of the sample server beside its own. */
export const sampleRoutes: readonly Route[] = [
  {
    method: 'PUT',
    path: '/uploads/:ticket',
    handle: ({ response, parameters }) => void response.end(parameters.ticket),
  },
  {
    method: 'GET',
    path: '/broken',
    handle: () => {
      throw new Error('secret connection string');
    },
  },
];

/** Starts a sample server. Tokens are names; those in `rejected`, and `bad`, are refused. */
export async function sampleServer(
  options: Partial<ServerOptions<string | null>> = {},
  pipelineOptions: Partial<PipelineOptions> = {},
): Promise<SampleServer> {
  const log: string[] = [];
  const rejected = new Set(['bad']);
  const logger = pino({ level: 'debug' }, { write: (line: string) => void log.push(line) });
  const schema = sampleSchema();
  const server = await startServer<string | null>({
    schema,
    pipeline: new Pipeline({ schema, logger, ...pipelineOptions }),
    logger,
    host: '127.0.0.1',
    port: 0,
    // No resolver of the sample asks the database.
    database: {} as Database,
    authenticate: async (token) => (token !== null && rejected.has(token) ? { rejected: true } : { viewer: token }),
    principalOf: (viewer) => viewer,
    readiness: async () => ({ ready: true, checks: { database: { ok: true } } }),
    routes: sampleRoutes,
    ...options,
  });
  return { ...server, log, rejected };
}
