import { problemTypes, problemUri } from '../../.build/src/api/problems/problem-types.js';
import { code, MADE, table } from './markdown.mjs';

const rows = Object.entries(problemTypes)
  .map(([name, { status, title, advice }]) => [code(name), status, title, advice])
  .sort(([a], [b]) => (a < b ? -1 : 1));

/** Every problem that the API answers with. */
export const problemsPage = () => `# Problems

${MADE}

What goes wrong is answered as \`application/problem+json\` (RFC 9457). \`type\` is stable and a name, not an
address: \`${problemUri('request-invalid')}\`. \`detail\` tells more, \`field\` or \`errors\` what in the
request is meant, never what stood there; \`correlationId\` finds the line in the log.

${table(['code', 'status', 'title', 'what to do'], rows)}
`;
