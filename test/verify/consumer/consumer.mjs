// @ts-check
import { readFile } from 'node:fs/promises';
import { faultCodes, verifyBundle, verifyLedger } from 'kengash-verify';

const [bundlePath = '', ledgerPath = '', key = ''] = process.argv.slice(2);

/** @type {Set<import('kengash-verify').Step>} */
const steps = new Set();
const { verdict, fault, facts } = verifyBundle(JSON.parse(await readFile(bundlePath, 'utf8')), {
  key,
  onProgress: ({ step }) => steps.add(step),
});
const lines = (await readFile(ledgerPath, 'utf8')).trimEnd().split('\n');
const ledger = await verifyLedger(lines);
const meaning = fault === null ? null : faultCodes[fault.code];
process.stdout.write(`${JSON.stringify({ verdict, meaning, figures: facts.counts.figures, steps: [...steps], ledger: ledger.verdict })}\n`);
