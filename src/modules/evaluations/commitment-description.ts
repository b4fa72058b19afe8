/** The field of the schema whose description says how a commitment is made. */
export const commitmentRecipe = 'CommitmentInput.hash';

/** What the schema tells programmers of a commitment: enough to make one, and to check one after the reveal. */
export const commitmentDescription = `The commitment to a mark, made of the draft as \`EvaluationItem.draft\` gives it back. Confidence and evidence are no part of it.

Both hashes are SHA-256 over the UTF-8 bytes of canonical JSON (RFC 8785: members sorted by name, no blanks), written as 64 hexadecimal digits in lower case.

1. \`justificationHash\` is the hash of an object with exactly these members:
   - \`domain\`: "kengash/justification/1";
   - \`salt\`: the text that is sent as \`salt\`, not the bytes behind it;
   - \`text\`: the draft's \`justification\`, letter by letter, "" where there is none.
2. The commitment is the hash of an object with exactly these members:
   - \`domain\`: "kengash/mark/1";
   - \`cycle\`: the \`id\` of the rating cycle, as this API gives it;
   - \`evaluationItem\`: the \`id\` of the item, as this API gives it;
   - \`round\`: the number that \`EvaluationItem.openRound\` tells, 0 for the individual marks;
   - \`rater\`: the rater's \`RaterAssignment.pseudonym\`;
   - \`value\`: \`{kind: "POINTS", points}\`, \`{kind: "LEVEL", level}\`, \`{kind: "NOT_APPLICABLE"}\` or \`{kind: "NO_EVIDENCE"}\`, with no other member, not even null;
   - \`justificationHash\`: that of step 1;
   - \`salt\`: the same text as in step 1.

\`points\` is a text in the shortest form of the number: no zeros before the whole part or at the end of the decimals, no point without decimals, "6.5" for "6.50", "10" for "10.0", "0" for "0.00".

An example to check a program by. These two texts are hashed, byte for byte:

\`\`\`json
{"domain":"kengash/justification/1","salt":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","text":"Kengash oʻz vaqtida yigʻildi: 4 ta bayonnoma."}
{"cycle":"UmF0aW5nQ3ljbGU6MDE5NWMwZGUtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAx","domain":"kengash/mark/1","evaluationItem":"RXZhbHVhdGlvbkl0ZW06MmYxYzdhNTItM2IxZS00YTU1LTlkNjAtMGM1YjhmMmY3YTEw","justificationHash":"0340425379e6e074a3445c6862eb8aa88a0bf6506d50fccf9c4a105e134246a3","rater":"R-3","round":0,"salt":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","value":{"kind":"POINTS","points":"6.5"}}
\`\`\`

The first gives \`0340425379e6e074a3445c6862eb8aa88a0bf6506d50fccf9c4a105e134246a3\`, the second the commitment \`889ad1995386891c883d18d20ac82c29a8aa9db3f26637d319b6afaaa5c40861\`.`;
