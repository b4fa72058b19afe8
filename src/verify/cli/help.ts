/** What the program can do. */
export const helpText = `kengash-verify: verifies published ratings and the ledger behind them, offline.

kengash-verify publication <file or https address>
    Proves every published figure from the marks, and the marks from the log.
    --key <key>            the key of the log, as you know it from elsewhere
    --checkpoint <file>    a checkpoint that you have kept, or asked for later
    --consistency <file>   the consistency proof between that one and the bundle's
    --witness-keys <file>  keys of witnesses, one a line; one of them has to have signed
                           the checkpoint of the bundle, or a later one given with --checkpoint
    --ledger <file>        an export of the whole ledger: names every entry about the items
                           that the bundle does not rest on

kengash-verify receipt <file> --key <key>
    Opens the receipt of a mark.
    --proof <file>         the answer of inclusionProof: shows that the promise was kept
    --rater <pseudonym>    whose mark it is; needed with --proof
    --bundle <file>        the bundle of the publication: shows whether the mark counted, was
                           superseded by which other one, or is void

kengash-verify ledger <file or ->
    Recomputes an export of the whole ledger, one JSON object a line.
    --checkpoint <file>    a checkpoint from elsewhere; as many as you have
    --key <key>            the key of the log; needed with --checkpoint

kengash-verify witness --url <GraphQL address> --name <name> --key-file <file> --state-file <file>
    Co-signs the newest checkpoint, if it continues the last one. Run it regularly.
    --log-key <key>        the key of the log; needed at the first run

All commands: --json prints a report for programs, --quiet the result alone.
Status: 0 it holds, 1 it is wrong, 2 it could not be verified.`;
