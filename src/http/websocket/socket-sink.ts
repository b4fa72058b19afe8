import type { RenderedResult } from '../../pipeline/rendered-result.js';
import type { Sink } from '../../realtime/fan-out/sink.js';
import { frameOf, type FrameWriter } from './frame-writer.js';

const end = Buffer.from('}');

/** The last frame that was made of a result: clients that name their operations alike share it whole. */
const lastFrames = new WeakMap<RenderedResult, { readonly head: string; readonly frame: Buffer }>();

/** One subscription of a connection: writes results as `next` messages of graphql-transport-ws. */
export class SocketSink implements Sink<RenderedResult> {
  /** The message up to its payload. */
  readonly #head: string;

  constructor(
    private readonly writer: FrameWriter,
    id: string,
  ) {
    this.#head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  }

  get isSlow(): boolean {
    return this.writer.isSlow;
  }

  write(result: RenderedResult): void {
    const last = lastFrames.get(result);
    if (last?.head === this.#head) {
      this.writer.write(last.frame);
      return;
    }
    const frame = frameOf(Buffer.from(this.#head), result.bytes, end);
    lastFrames.set(result, { head: this.#head, frame });
    this.writer.write(frame);
  }

  writable(): Promise<void> {
    return this.writer.writable();
  }
}
