import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startServer } from '../api/server.js';
import { formatKronor } from '../domain/shared/money.js';
import { simulate, type SimulationReport } from '../infrastructure/simulation/simulate.js';
import { ApiClient } from './api-client.js';
import { type DeliveryKind, type DeliveryReport, sendFile } from './commands/import.js';
import { issueToken } from './local-token.js';
import { consoleOutput } from './output.js';
import { stopRequested } from './stop-requested.js';

/**
 * The demonstration: a fictional region is made, taken in through the same intake as real data, and served.
 * Started by `npm run demo`, which installs and builds first.
 */
const { values } = parseArgs({ options: {
  pupils: { type: 'string', default: '4000' }, seed: { type: 'string', default: '1' },
  port: { type: 'string', default: '8080' }, data: { type: 'string', default: '.liggare/demo' },
  once: { type: 'boolean', default: false },
} });
const output = consoleOutput(false);
const MONTH = '2026-03';
const DAY = '2026-03-01';

const takeIn = async (client: ApiClient, folder: string, { files }: SimulationReport): Promise<void> => {
  const reports: (DeliveryReport & { file: string })[] = [];
  for (const { name, kind } of files.filter((file) => file.kind !== 'truth')) {
    reports.push({ file: name, ...await sendFile(client, kind as DeliveryKind, join(folder, name), false) });
  }
  output.table(['delivery', 'lines', 'taken', 'known', 'refused'],
    reports.map(({ file, lines, taken, known, refused }) => [file, lines, taken, known, refused]));
};

interface Counted { items: { municipality: string; placements: number }[] }
interface Costs { total: { days: number; ore: number } }

const showRegion = async (client: ApiClient): Promise<void> => {
  const [counts, costs] = await Promise.all([
    client.get<Counted>('/v1/caseload/counts', { date: DAY, by: 'municipality' }),
    client.get<Costs>('/v1/cost', { month: MONTH, limit: 1 }),
  ]);
  output.line(`\nPlacements on ${DAY} by home municipality (empty: no source says):`);
  output.table(['municipality', 'placements'], counts.items.map((row) => [row.municipality, row.placements]));
  output.line(`\nOwed for ${MONTH}: ${formatKronor(costs.total.ore)} kr for ${costs.total.days} pupil days.`);
};

const showCalls = async (url: string): Promise<void> => {
  const token = (role: 'economist' | 'follow-up-officer' | 'auditor', organisation: string): Promise<string> =>
    issueToken(values.data, { role, organisation });
  output.line(`\nThe API is at ${url}, its description at ${url}/docs. Tokens for eight hours:\n`);
  output.line(`ECONOMIST=${await token('economist', '1481')}`);
  output.line(`OFFICER=${await token('follow-up-officer', '1480')}`);
  output.line(`AUDITOR=${await token('auditor', 'region')}`);
  output.line(`
What Mölndal (1481) owes whom for ${MONTH}:
  curl -s -H "Authorization: Bearer $ECONOMIST" '${url}/v1/cost?month=${MONTH}&limit=5'
Whom Göteborg (1480) has to follow up:
  curl -s -H "Authorization: Bearer $OFFICER" '${url}/v1/caseload/left?date=${DAY}&limit=5'
The newest events of the ledger:
  curl -s -H "Authorization: Bearer $AUDITOR" '${url}/v1/trail?from=2020-01-01T00:00:00Z&limit=5'
`);
};

const run = async (): Promise<void> => {
  await rm(values.data, { recursive: true, force: true });
  const folder = await mkdtemp(join(tmpdir(), 'liggare-demo-'));
  const region = await simulate({
    folder: join(folder, 'region'), pupils: Number(values.pupils), seed: Number(values.seed),
    schoolYear: '2025/2026',
  });
  output.line(`${region.notice.trim()}\n`);
  const server = await startServer({
    ...process.env, LIGGARE_DATA: values.data, LIGGARE_PORT: values.port, LIGGARE_LOG_LEVEL: 'warn',
  });
  try {
    const token = await issueToken(values.data, { role: 'administrator', organisation: 'region' });
    const client = new ApiClient(server.url, token);
    await takeIn(client, join(folder, 'region'), region);
    await showRegion(client);
    await showCalls(server.url);
    if (values.once) return;
    output.line(`Serving ${values.data} until Ctrl-C. Later: npm start -- --data ${values.data}`);
    await stopRequested();
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
};

await run();
