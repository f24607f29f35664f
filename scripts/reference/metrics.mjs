import { Metrics } from '../../.build/src/api/observability/metrics.js';
import { code, MADE, table } from './markdown.mjs';

const OURS = 'liggare_';

/** What `/metrics` tells of Liggare itself. */
export const metricsPage = async () => {
  const { registry } = new Metrics();
  const ours = registry.getMetricsAsArray().filter(({ name }) => name.startsWith(OURS));
  const rows = ours.map(({ name, help, type, labelNames }) =>
    [code(name), type, labelNames.map(code).join(', '), help]);
  registry.clear();
  return `# Metrics

${MADE}

\`GET /metrics\` answers in Prometheus' text format and needs no token: labels are route templates, kinds and
names, never anything about a person. Besides these there are those of the process and of Node
(\`process_*\`, \`nodejs_*\`).

${table(['metric', 'type', 'labels', 'what it tells'], rows)}

\`GET /health/live\` answers as long as the process does. \`GET /health/ready\` answers 503 as long as the
ledger does not answer, or a read model is failing or further behind than \`LIGGARE_READY_LAG_EVENTS\`; it
tells what is missing, and the lag of each.
`;
};
