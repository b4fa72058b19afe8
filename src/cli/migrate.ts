import 'reflect-metadata';
import { migrate, migratingAlone } from '../database/migrate.js';
import { readDatabase } from '../database/orm.js';
import { seedReferenceData } from '../reference-data.js';
import { connectDatabase } from './connect.js';
import { runCommand } from './run-command.js';

await runCommand(async () => {
  const { orm, close } = await connectDatabase();
  try {
    await migratingAlone(orm, async () => {
      const applied = await migrate(orm);
      console.log(applied.length === 0 ? 'No migration was missing.' : `Applied: ${applied.join(', ')}`);
      await seedReferenceData(readDatabase(orm), (part, count, done, total) =>
        console.log(`[${done}/${total}] ${part}: ${count}`),
      );
    });
  } finally {
    await close();
  }
});
