import { createApi } from '../../.build/src/api/create-api.js';
import { openApiDocument } from '../../.build/src/api/openapi/openapi-document.js';
import { code, MADE, table } from './markdown.mjs';

/** Describing the API needs none of what answering does. */
const nothing = {
  ledger: {}, limits: { bodyLimitBytes: 0 }, ids: { next: () => '' }, tokens: {}, log: {},
};

const operationsIn = (paths) => Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { summary, tags: [tag] = ['Operation'] }]) =>
    ({ tag, method: method.toUpperCase(), path, summary })));

const section = (tag, operations) => {
  const rows = operations.map(({ method, path, summary }) => [method, code(path), summary]);
  return `## ${tag}\n\n${table(['', 'address', 'what it is for'], rows)}\n`;
};

/** Every route, by what it is about. */
export const apiPage = async () => {
  const app = await createApi(nothing);
  const { info, paths } = openApiDocument(app);
  await app.close();
  const operations = operationsIn(paths);
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  return `# The HTTP API

${MADE} This is an overview: a running server
describes every field, with examples, at \`/docs\` for people and at \`/openapi.json\` (OpenAPI 3.1) for
programs.

${info.description.trim()}

All problems: [problems](problems.md). Who may call what: [access](access.md).

${tags.map((tag) => section(tag, operations.filter((each) => each.tag === tag))).join('\n')}`;
};
