import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../../support/random.js';
import { Crowd } from './crowd.js';
import { councilFeed } from './feed.js';
import type { ReaderAnswer, ReaderOrder, ReaderTask } from './reader-messages.js';

// A crowd of clients in a process of its own, which can be stopped and continued as a whole.

const task = JSON.parse(process.argv[2] ?? '') as ReaderTask;
const crowd = new Crowd({
  feeds: task.councilIds.map((id) => councilFeed(id, task.ballast)),
  count: task.count,
  urls: () => task.urls,
  random: new Random(task.seed),
  name: 'reader',
  ...(task.jitter === undefined ? {} : { jitter: task.jitter }),
});
const answer = (message: ReaderAnswer): void => void process.send?.(message);

async function drop(): Promise<void> {
  crowd.drop();
  await sleep(1);
  await crowd.untilLive();
  answer({ kind: 'back', gaps: crowd.gaps.values });
}

async function finish(heads: ReadonlyMap<string, number>): Promise<void> {
  await crowd.untilAt(heads, 120_000);
  crowd.stop();
  writeFileSync(task.file, crowd.evidence().map((line) => JSON.stringify(line)).join('\n'));
  answer({ kind: 'done', closes: [...crowd.closes], failures: crowd.failures, ...crowd.resumes });
  process.disconnect();
}

process.on('message', (order: ReaderOrder) => void (order.kind === 'drop' ? drop() : finish(new Map(order.heads))));
await crowd.start();
answer({ kind: 'live' });
