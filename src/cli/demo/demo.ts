import { Command } from 'commander';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DeliveryReport } from '../../application/intake/delivery-report.js';
import type { Standing } from '../../application/ports/projection-control.js';
import { type DeliveryFile, simulate } from '../../infrastructure/simulation/simulate.js';
import { ApiClient } from '../api-client.js';
import { deliveryKinds, sendFile } from '../deliveries.js';
import { issueToken } from '../local-token.js';
import { LONGEST_WAIT_MS } from '../local-server.js';
import { option, wholeNumber } from '../options.js';
import { type Output, outputTo } from '../output.js';
import { progressOn } from '../progress.js';
import { onTerminal } from '../run-command.js';
import { stopRequested } from '../stop-requested.js';
import type { Terminal } from '../terminal.js';
import { renewDemoFolder } from './demo-folder.js';
import { doCaseWork } from './case-work-done.js';
import { partMixUps } from './mix-ups-parted.js';
import { showFollowUp } from './demo-follow-up.js';
import { showCalls, showRegion } from './demo-tour.js';

const SCHOOL_YEAR = { from: '2025-07-01', to: '2026-07-01' };
const MIXED_UP_ON = '2026-06-01';
const WORKED_WITH_ON = ['2025-07-01', '2025-10-01', '2025-12-15', '2026-03-01', '2026-05-15'];

const LOOK_EVERY_MS = 250;

interface DemoOptions {
  readonly pupils: number;
  readonly seed: number;
  readonly port: number;
  readonly data: string;
  readonly once: boolean;
}

type Delivered = DeliveryReport & { readonly file: string };

const isDelivery = ({ kind }: DeliveryFile): boolean => (deliveryKinds as readonly string[]).includes(kind);

/** Takes in files through the same intake as real data; the answer is the position it came to. */
const takeIn = async (
  client: ApiClient, folder: string, files: readonly DeliveryFile[], terminal: Terminal,
): Promise<readonly Delivered[]> => {
  const delivered: Delivered[] = [];
  for (const { name: file, kind } of files.filter(isDelivery)) {
    const report = await sendFile(client, kind as DeliveryReport['kind'], join(folder, file), terminal);
    delivered.push({ ...report, file });
  }
  return delivered;
};

const showDelivered = (output: Output, delivered: readonly Delivered[], startedMs: number): void => {
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
  output.table<Delivered>([
    ['delivery', ({ file }) => file], ['lines', ({ lines }) => lines], ['taken', ({ taken }) => taken],
    ['known', ({ known }) => known], ['refused', ({ refused }) => refused],
  ], delivered);
  output.line(`All on disk after ${seconds} seconds.`);
};

/** Read models come some time after what is on disk; with many pupils that is told, and waited for. */
const untilTheyAreRead = async (client: ApiClient, { stderr }: Terminal): Promise<void> => {
  const progress = progressOn(stderr, 'read models', 'events', 0);
  for (let most = 0; ;) {
    const { projections } = await client.get<Standing>('/v1/projections');
    if (!projections.some(({ state }) => state === 'catching-up')) break;
    const waiting = Math.max(...projections.map(({ lagEvents }) => lagEvents));
    most = Math.max(most, waiting);
    progress.at(most - waiting, most);
    await pause(LOOK_EVERY_MS);
  }
  progress.stop();
};

/** Serves a folder that is there, for as long as something is done with it. */
const serving = async (
  { data, port }: DemoOptions, use: (url: string) => Promise<void>,
): Promise<void> => {
  const { startServer } = await import('../../api/server.js');
  const server = await startServer({
    LIGGARE_WAIT_LIMIT_MS: LONGEST_WAIT_MS, ...process.env, LIGGARE_DATA: data, LIGGARE_PORT: String(port),
    LIGGARE_LOG_LEVEL: 'warn', LIGGARE_LOCAL_TOKENS: 'on',
  });
  try {
    await use(server.url);
  } finally {
    await server.close();
  }
};

const demonstrate = async (options: DemoOptions, folder: string, terminal: Terminal): Promise<void> => {
  const { data, pupils, seed, once } = options;
  const output = outputTo(terminal.stdout, false);
  const stop = stopRequested();
  const region = await simulate({ folder, pupils, seed, schoolYear: '2025/2026' });
  output.line(`${region.notice}`);
  await renewDemoFolder(data);
  await serving(options, async (url) => {
    const token = await issueToken(data, { role: 'administrator', organisation: 'region' });
    const client = new ApiClient(url, token);
    const startedMs = performance.now();
    const delivered = await takeIn(client, folder, region.files, terminal);
    showDelivered(output, delivered, startedMs);
    await untilTheyAreRead(client, terminal);
    const atLeast = delivered.at(-1)!.position;
    await showRegion(output, client, atLeast);
    const worked = await doCaseWork(client, { seed, days: WORKED_WITH_ON, told: SCHOOL_YEAR, atLeast });
    const { pairs, position = worked.position } =
      await partMixUps(client, worked.spells, { seed, on: MIXED_UP_ON });
    await showFollowUp(output, client, { ...worked, pairs, position });
    await showCalls(output, url, data);
    const served = once ? 'With --once it answers no longer.' : 'Serving until Ctrl-C.';
    output.line(`${served} Later on: npm start -- --data ${data}`);
    if (!once) await stop;
  });
};

/**
 * The demonstration: a fictional region is made, taken in through the same intake as real data, and served.
 * Started by `npm run demo`, which installs and builds first.
 */
export const createDemo = (terminal: Terminal): Command => onTerminal(new Command(), terminal)
  .name('npm run demo --')
  .description('Make a fictional region, take it in through the same intake as real data, and serve it.')
  .addOption(option('--pupils <count>', 'how many pupils', wholeNumber(1, 1_000_000)).default(4_000))
  .addOption(option('--seed <number>', 'the same seed gives the same region', wholeNumber(0)).default(1))
  .addOption(option('--port <port>', 'port to listen on; 0 takes a free one', wholeNumber(0, 65_535))
    .default(8_080))
  .option('--data <folder>', 'data folder; removed first, if the demo made it', '.liggare/demo')
  .option('--once', 'end when all is shown, instead of serving', false)
  .action(async (options: DemoOptions) => {
    const folder = await mkdtemp(join(tmpdir(), 'liggare-demo-'));
    try {
      await demonstrate(options, folder, terminal);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
