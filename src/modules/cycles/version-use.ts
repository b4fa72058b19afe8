import type { IsVersionInUse } from '../methodologies/index.js';

/** Whether a cycle that is not over uses a methodology version: then it is not retired. */
export const isVersionInUse: IsVersionInUse = async ({ database }, versionId) => {
  const open = await database
    .selectFrom('rating_cycle')
    .select('id')
    .where('methodology_version_id', '=', versionId)
    .where('state', 'not in', ['PUBLISHED', 'ARCHIVED', 'CANCELLED'])
    .executeTakeFirst();
  return open !== undefined;
};
