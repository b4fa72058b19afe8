import 'reflect-metadata';
import { createApp } from '../../../src/app.js';
import { readConfig } from '../../../src/config.js';
import { createLogger } from '../../../src/log.js';
import { type Clock, systemClock } from '../../../src/realtime/clock.js';
import { stopOnSignals } from '../../../src/stop-on-signals.js';

// A server whose clocks are wrong: the wall clock is off by SKEW milliseconds, and jumps to the other side of the right
// time and back at every SIGUSR2; the clock of durations leaps forward with it, as after a pause of the machine.

let skew = Number(process.env.SKEW);
let leapt = 0;
const RightDate = Date;

class WrongDate extends RightDate {
  constructor(...given: [] | [number | string | Date]) {
    super(...((given.length === 0 ? [RightDate.now() + skew] : given) as [number]));
  }

  static override now(): number {
    return RightDate.now() + skew;
  }
}
globalThis.Date = WrongDate as DateConstructor;

const clock: Clock = { ...systemClock, now: () => systemClock.now() + leapt };
process.on('SIGUSR2', () => {
  skew = -skew;
  leapt += Math.abs(skew);
});

const config = readConfig();
const logger = createLogger({ level: config.logLevel, pretty: false });
const app = await createApp({ config, logger, connection: { url: config.databaseUrl ?? '' }, clock });
logger.info({ url: app.url }, 'listening');
stopOnSignals(app, logger);
