import 'reflect-metadata';
import { expectMigrated } from '../database/migrate.js';
import { readDatabase } from '../database/orm.js';
import { raiseGeneration } from '../realtime/postgres/incarnation.js';
import { connectDatabase } from './connect.js';
import { runCommand } from './run-command.js';

await runCommand(async () => {
  const { orm, close } = await connectDatabase();
  try {
    await expectMigrated(orm);
    const generation = await raiseGeneration(readDatabase(orm));
    console.log(`The generation is ${generation} now: every client is given the state anew.`);
  } finally {
    await close();
  }
});
