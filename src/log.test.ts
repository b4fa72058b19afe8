import { describe, expect, test } from 'vitest';
import { createLogger, redactedFields } from './log.js';

function logged(pretty: boolean, write: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger({ level: 'debug', pretty, destination: { write: (line) => void lines.push(line) } }));
  return lines.join('');
}

describe('the log', () => {
  test.each(redactedFields)('never holds a %s, at whatever depth', (field) => {
    const value = 'do-not-show';
    const text = logged(false, (log) =>
      log.info({ [field]: value, a: { [field]: value, b: { [field]: value, c: { [field]: value } } } }, 'x'),
    );
    expect([text.includes(value), text.includes('[redacted]')]).toEqual([false, true]);
  });

  test('is single lines for a person, whatever a client has sent', () => {
    const text = logged(true, (log) => log.warn({ code: 'A', agent: 'x\n\u001b[31mforged' }, 'hello'));
    expect(text).toMatch(/^\d\d:\d\d:\d\d warn {2}hello code=A agent=x {2}\[31mforged\n$/);
  });
});
