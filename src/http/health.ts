import { answerJson } from './answer.js';
import type { Route } from './route.js';

/** What the parts of the system say of themselves. */
export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, { readonly ok: boolean; readonly detail?: string }>>;
}

/** Port: whether operations can be served now. */
export type CheckReadiness = () => Promise<Readiness>;

const patience = 3_000;

async function withinPatience(check: CheckReadiness): Promise<Readiness> {
  const { promise: late, resolve } = Promise.withResolvers<Readiness>();
  const timer = setTimeout(
    () => resolve({ ready: false, checks: { answer: { ok: false, detail: `none within ${patience} ms` } } }),
    patience,
  );
  try {
    return await Promise.race([check(), late]);
  } catch {
    // What exactly failed is logged by the part itself; strangers need not know.
    return { ready: false, checks: { answer: { ok: false, detail: 'failed' } } };
  } finally {
    clearTimeout(timer);
  }
}

/** `/livez`: the process answers. `/readyz`: it can serve, 503 when it cannot or is about to stop. */
export function healthRoutes(check: CheckReadiness, isStopping: () => boolean): readonly Route[] {
  return [
    { method: 'GET', path: '/livez', handle: ({ response }) => answerJson(response, 200, { live: true }) },
    {
      method: 'GET',
      path: '/readyz',
      handle: async ({ response }) => {
        const stopping = { ready: false, checks: { server: { ok: false, detail: 'stopping' } } };
        const readiness = isStopping() ? stopping : await withinPatience(check);
        answerJson(response, readiness.ready ? 200 : 503, readiness);
      },
    },
  ];
}
