/** What a reader of the API's description meets first. */
export const FIRST_LINES = `
An append-only ledger of pupils' upper-secondary schooling: facts go in, and caseload, cost allocation and the
audit trail come out.

* **Tokens.** Every call under \`/v1\` needs \`Authorization: Bearer <token>\`.
* **Commands** record facts and answer with the position of the last of them, also in \`Liggare-Position\`.
  Send an \`Idempotency-Key\` to be able to repeat a command: it is recorded once.
* **Queries** take \`atLeast=<position>\` to wait for what was just recorded.
* **Lists** come in pages: send \`next\` back as \`after\`, with the same filter and sort.
* **Identity numbers** stand in bodies, never in an address.
* **Problems** are \`application/problem+json\` (RFC 9457) with a stable \`type\`.
`.trim();
