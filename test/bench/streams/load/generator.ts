// The process that holds the clients. It does what its parent orders, one order after the other.
import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicNow } from '../wire/clock.js';
import type { Answers, Count, Order, Reply, SocketGroup } from './orders.js';
import { SocketCrowd } from './socket-crowd.js';

let crowds: SocketCrowd[] = [];

async function connectAll(groups: readonly SocketGroup[], atOnce: number): Promise<Answers['connect']> {
  const startedAt = monotonicNow();
  const added = groups.map((group) => new SocketCrowd(group));
  crowds.push(...added);
  // In turn over the groups, so that all of them grow alike.
  const most = Math.max(...groups.map(({ count }) => count));
  const waiting = Array.from({ length: most }, (_, number) =>
    added.filter(({ group }) => number < group.count).map((crowd) => () => crowd.open(number)),
  ).flat();
  const openInTurn = async (): Promise<void> => {
    for (let open = waiting.shift(); open; open = waiting.shift()) {
      await open();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, openInTurn));
  return { startedAt };
}

function countAll(): Count {
  const { user, system } = process.cpuUsage();
  const sums = crowds.map((crowd) => crowd.count);
  const sum = (of: 'delivered' | 'bytes' | 'messages'): number => sums.reduce((total, each) => total + each[of], 0);
  const processorTime = (user + system) / 1_000;
  return { delivered: sum('delivered'), bytes: sum('bytes'), messages: sum('messages'), processorTime };
}

async function finish(last: readonly number[], within: number): Promise<Answers['finish']> {
  const isComplete = (): boolean => crowds.every((crowd, at) => crowd.hasAll(last[at] ?? 0));
  for (const deadline = monotonicNow() + within; !isComplete() && monotonicNow() < deadline; ) {
    await sleep(20);
  }
  // What comes twice comes a little later.
  await sleep(200);
  return {
    groups: crowds.map((crowd, at) => crowd.result(last[at] ?? 0)),
    lostSockets: crowds.flatMap(({ lost }) => lost),
    isComplete: isComplete(),
  };
}

async function carryOut(order: Order): Promise<Answers[Order['do']]> {
  switch (order.do) {
    case 'connect':
      return connectAll(order.groups, order.atOnce);
    case 'expect':
      crowds.forEach((crowd, at) => crowd.expect(order.first[at] ?? 0));
      return null;
    case 'count':
      return countAll();
    case 'finish':
      return finish(order.last, order.within);
    case 'disconnect':
      crowds.forEach((crowd) => crowd.close());
      crowds = [];
      return null;
  }
}

process.on('message', (order: Order) => {
  void carryOut(order)
    .then((answer): Reply => ({ answer }), (error): Reply => ({ failed: String(error) }))
    .then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit());
