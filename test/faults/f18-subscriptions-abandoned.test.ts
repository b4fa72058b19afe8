import { it } from 'vitest';
import { expectNothingLeft } from '../streams/support/abandonment.js';
import { startTestApp } from '../support/app.js';
import { drill, patience } from './support/drill.js';
import { inForm } from './support/form.js';
import { mebibytes } from './support/memory.js';

const count = inForm({ short: 10_000, long: 100_000 });

it('F18 subscriptions are abandoned before, at and after their first frame: nothing of them is left', { timeout: patience }, drill(async (context) => {
  const running = await startTestApp();
  context.finally(() => running.close());
  const growth = await expectNothingLeft(running.app, count);
  context.tell(`${count} subscriptions abandoned, the heap grew by ${mebibytes(growth)}`);
}));
