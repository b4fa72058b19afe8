import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';

/** The names of fields whose values are secrets or personal data, wherever in a log entry they stand. */
export const redactedFields = [
  'authorization',
  'cookie',
  'token',
  'tokenHash',
  'password',
  'newPassword',
  'currentPassword',
  'passwordHash',
  'salt',
  'secret',
  'justification',
  'email',
] as const;

// pino's wildcard stands for one level, so each depth that entries have is named.
const paths = redactedFields.flatMap((field) => ['', '*.', '*.*.', '*.*.*.'].map((prefix) => `${prefix}${field}`));

/** How a logger is made. */
export interface LogOptions {
  /** fatal, error, warn, info, debug or silent. */
  readonly level: string;
  /** Single readable lines for a person instead of JSON. */
  readonly pretty?: boolean;
  /** Where to; standard output unless given. */
  readonly destination?: DestinationStream;
}

const labels: Readonly<Record<number, string>> = { 20: 'debug', 30: 'info', 40: 'warn', 50: 'ERROR', 60: 'FATAL' };
const standard = new Set(['level', 'time', 'msg', 'pid', 'hostname']);

/** One entry as one line: time, level, message, the other fields as `name=value`. */
export function prettyLine(entry: string): string {
  const fields = JSON.parse(entry) as Readonly<Record<string, unknown>>;
  const rest = Object.entries(fields)
    .filter(([name]) => !standard.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const time = String(fields.time).slice(11, 19);
  const line = [time, (labels[Number(fields.level)] ?? '').padEnd(5), String(fields.msg ?? ''), ...rest].join(' ');
  // What a client sent may hold line ends or terminal codes.
  return `${line.replaceAll(/\p{Cc}/gu, ' ')}\n`;
}

/** Makes the logger of the process. Secrets and personal data are replaced before anything is written. */
export function createLogger({ level, pretty = false, destination = process.stdout }: LogOptions): Logger {
  const stream = pretty ? { write: (entry: string) => destination.write(prettyLine(entry)) } : destination;
  return pino(
    { level, base: null, timestamp: stdTimeFunctions.isoTime, redact: { paths, censor: '[redacted]' } },
    stream,
  );
}
