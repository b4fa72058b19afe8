import { consistencyPlan, foldPlan, newNodes, nodeReader } from '../../../src/ledger/merkle/index.js';
import type { NoteSigner } from '../../../src/ledger/note/index.js';
import { logSigner, TestTree } from './test-log.js';

/** What is asked of the API. */
interface Asked {
  readonly query: string;
  readonly variables: { readonly from?: number; readonly to?: number; readonly input?: { readonly size: number; readonly line: string } };
}

/** A server of a log, as a witness sees it; what it holds may be changed between two runs. */
export class TestLogServer {
  readonly cosignatures: { readonly size: number; readonly line: string }[] = [];
  /** The leaves that it shows now. */
  leaves: readonly string[];
  signer: NoteSigner = logSigner;
  /** What it has against cosignatures. */
  errors: readonly { readonly code: string; readonly message: string }[] = [];
  /** Called with each question, before it is answered. */
  onQuestion: (query: string) => void | Promise<void> = () => {};

  constructor(leaves: readonly string[]) {
    this.leaves = leaves;
  }

  /** Answers like the API. */
  async answer({ query, variables }: Asked): Promise<object> {
    await this.onQuestion(query);
    if (query.includes('checkpointCosign')) {
      if (variables.input && this.errors.length === 0) {
        this.cosignatures.push(variables.input);
      }
      return { data: { checkpointCosign: { errors: this.errors.map((error) => ({ ...error, path: null })) } } };
    }
    if (query.includes('consistencyProof')) {
      const { from = 0, to = 0 } = variables;
      return { data: { consistencyProof: { hashes: this.#consistency(from, to) } } };
    }
    const size = this.leaves.length;
    return { data: { checkpoint: size === 0 ? null : { size, note: new TestTree(this.leaves).checkpoint(this.signer) } } };
  }

  /** It in place of the web. */
  readonly fetcher: typeof fetch = async (_, init) => Response.json(await this.answer(JSON.parse(String(init?.body)) as Asked));

  #consistency(from: number, to: number): readonly string[] {
    return foldPlan(consistencyPlan(from, to), nodeReader(newNodes(0, this.leaves.slice(0, to), nodeReader([]))));
  }
}
