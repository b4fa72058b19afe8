import { Refusal, refuse } from './fault.js';
import { webAddress } from './web-address.js';

/** Limits of a download. */
export interface DownloadLimits {
  readonly bytes: number;
  readonly milliseconds: number;
  /** Told how many bytes have come, and how many are announced. */
  readonly onProgress?: (done: number, total: number | null) => void;
}

/** The body of an answer as text in UTF-8. Refuses one that is too large, too slow, not from where it was asked, or no success. */
export async function download(fetcher: typeof fetch, url: URL, init: RequestInit, limits: DownloadLimits): Promise<string> {
  const place = url.href;
  try {
    const response = await fetcher(url, { ...init, signal: AbortSignal.timeout(limits.milliseconds) });
    webAddress(response.url || url.href, place);
    if (!response.ok) {
      await response.body?.cancel();
      return refuse('NO_ANSWER', place, `The server has answered with status ${response.status}.`);
    }
    return await textOf(response, place, limits);
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal({ code: 'NO_ANSWER', place, message: wordsOf(error, limits) });
  }
}

function wordsOf(error: unknown, { milliseconds }: DownloadLimits): string {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return `There was no whole answer within ${milliseconds / 1000} seconds.`;
  }
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return `There was no whole answer: ${cause instanceof Error ? cause.message || cause.name : 'the connection failed'}.`;
}

async function textOf(response: Response, place: string, { bytes, onProgress }: DownloadLimits): Promise<string> {
  const announced = Number(response.headers.get('content-length') ?? NaN);
  const total = Number.isSafeInteger(announced) ? announced : null;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parts: string[] = [];
  let done = 0;
  for await (const chunk of response.body ?? []) {
    done += chunk.length;
    if (done > bytes) {
      refuse('TOO_LARGE', place, `The answer has more than ${bytes} bytes.`);
    }
    parts.push(decoder.decode(chunk, { stream: true }));
    onProgress?.(done, total);
  }
  return parts.join('') + decoder.decode();
}
