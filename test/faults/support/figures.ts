import { metricsToken } from './nodes.js';

/**
 * Reads a counter or gauge from a node's /metrics: the sum over all its labels, or over those that hold a text such as
 * `purpose="REPLAY"`. Throws when there is none of the name.
 */
export async function readFigure(url: string, name: string, label = ''): Promise<number> {
  const text = await (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })).text();
  const lines = text.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
  if (!text.includes(`# TYPE ${name} `)) {
    throw new Error(`${url} has no figure ${name}`);
  }
  return lines.filter((line) => line.includes(label)).reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}
