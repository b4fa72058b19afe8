import 'reflect-metadata';
import { expectMigrated } from '../database/migrate.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { message } from '../language/index.js';
import { AccountService } from '../modules/accounts/index.js';
import { ask } from './ask.js';
import { connectDatabase } from './connect.js';
import { runCommand } from './run-command.js';

/** What is asked for; each may be given in the environment instead, so that it can be scripted. */
const questions = {
  email: ['KENGASH_ADMIN_EMAIL', 'E-mail address'],
  familyName: ['KENGASH_ADMIN_FAMILY_NAME', 'Family name'],
  givenName: ['KENGASH_ADMIN_GIVEN_NAME', 'Given name'],
  password: ['KENGASH_ADMIN_PASSWORD', 'Password (12 characters or more)'],
} as const;

type Answers = Record<keyof typeof questions, string>;

async function askForAll(): Promise<Answers> {
  const all = Object.entries(questions) as [keyof Answers, readonly [string, string]][];
  const open = all.filter(([, [variable]]) => process.env[variable] === undefined);
  const given = open.length === 0 ? [] : await ask(open.map(([name, [, text]]) => ({ text: `${text}: `, isSecret: name === 'password' })));
  const byName = new Map(open.map(([name], at) => [name, given[at] ?? '']));
  return Object.fromEntries(all.map(([name, [variable]]) => [name, process.env[variable] ?? byName.get(name) ?? ''])) as Answers;
}

await runCommand(async () => {
  const { orm, close } = await connectDatabase();
  try {
    await expectMigrated(orm);
    const answers = await askForAll();
    const accounts = new AccountService(new UnitOfWork(orm, () => {}));
    const outcome = await accounts.create(null, { ...answers, roles: ['AGENCY_ADMIN'] });
    if (!outcome.ok) {
      const reasons = outcome.faults.map(
        ({ code, path, parameters }) => `${path.join('.') || 'input'}: ${message(code, 'en', parameters)} (${code})`,
      );
      throw new Error(reasons.join('\n'));
    }
    console.log(`The administrator ${answers.email} was made.`);
  } finally {
    await close();
  }
});
