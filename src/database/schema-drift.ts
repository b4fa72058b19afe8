import type { MikroORM } from '@mikro-orm/postgresql';

/** What migrations add by hand and no entity describes: triggers, their functions, constraints. */
const guards = [
  /^drop trigger if exists "\w+_(append_only|sealed|undeletable|untruncatable|frozen|access_given|access_changed|access_begins|waits)" on "\w+"$/,
  /^drop function if exists "\w+"\((uuid)?\)$/,
  /^drop function if exists "rt_\w+"\([^)]*\)$/,
  /^alter table "\w+" drop constraint "\w+_(period_order|positive|seat_once)"$/,
];

/** The statements that would bring the database to what the entities describe; none when the two agree. */
export async function schemaDrift(orm: MikroORM): Promise<readonly string[]> {
  const difference = await orm.schema.getUpdateSchemaSQL({ wrap: false });
  return difference
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '' && !guards.some((guard) => guard.test(statement)));
}
