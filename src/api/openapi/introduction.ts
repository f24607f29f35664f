/** What a reader of the API's description meets first. */
export const FIRST_LINES = `
An append-only ledger of pupils' upper-secondary schooling: facts go in, and caseload, cost allocation and the
audit trail come out.

* **Tokens.** Every call under \`/v1\` needs \`Authorization: Bearer <token>\`.
* **Commands** record facts and answer with the position of the last of them, also in \`Liggare-Position\`.
  Send an \`Idempotency-Key\` to be able to repeat a command: it is recorded once. A key is looked
  for in the record that the command is about, such as one person's schooling. A command that had nothing
  to record, since all of it was there, leaves no trace of its key.
* **Codes** of municipalities, school units and study paths must have the form of one. Whether a register or
  a list knows them is not asked, since schools report before registers know: what that keeps from being
  charged is a deviation (\`unknown-unit\`, \`missing-price\`, \`payer-not-a-municipality\`).
* **Queries** take \`atLeast=<position>\` to wait for what was just recorded, until the read models that they
  read have it; 503 \`read-model-behind\` where that takes too long, or the ledger itself has no such position
  yet.
* **While the ledger is away**, commands are answered 503 \`store-unavailable\`, and queries from the read
  models, with \`Liggare-Stale-Since\`: what was recorded after that instant may be missing.
* **Lists** come in pages: send \`next\` back as \`after\`, with the same filter and sort. Both tell nothing.
  Counts, sums and figures come whole, since a period has only so many groups.
* **Other methods** than those described are answered 405, and OPTIONS tells those there are.
* **Identity numbers** stand in bodies, never in an address.
* **Problems** are \`application/problem+json\` (RFC 9457) with a stable \`type\`.
`.trim();
