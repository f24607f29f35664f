import { type AnsweringServer, answeringServer, json } from '../../../test/support/answering-server.js';
import { runAt } from '../../../test/support/terminal-at.js';

const answer = {
  on: '2026-10-01', from: '2026-01-01', to: '2026-07-01', hiddenBelow: 5,
  items: [
    { municipality: '1480', figures: { registered: 412, new: null }, reachedPercent: 48 },
    { municipality: 'region', figures: { registered: 900, new: 31 }, reachedPercent: 40 },
  ],
};

let server: AnsweringServer;
beforeEach(async () => { server = await answeringServer(() => json(answer)); });
afterEach(() => server.close());

const asked = (args: string) => runAt(server, ['kaa-figures', ...args.split(' ')]);

test('figures are asked as it was put, and shown with a column for each municipality', async () => {
  const { out } = await asked('--on 2026-10-01 --from 2026-01-01 --to 2026-07-01 --municipality 1480');
  expect(server.asked[0]?.address)
    .toBe('/v1/kaa/figures?date=2026-10-01&from=2026-01-01&to=2026-07-01&municipality=1480');
  expect(out).toMatch(/figure +1480 +region\n[^\n]+\nregistered +412 +900\nnew +· +31\n·: hidden/);
});

test('coverage is asked elsewhere, and shown with a row for each count', async () => {
  const covered = { on: '2026-10-01', from: '2026-01-01', to: '2026-07-01',
    items: [{ municipality: '1480', registered: 412, knownPercent: 51, otherPercent: null }] };
  const other = await answeringServer(() => json(covered));
  const { out } = await runAt(other, ['kaa-figures', '--coverage', '--on', '2026-10-01']);
  await other.close();
  expect(other.asked[0]?.address).toBe('/v1/kaa/coverage?date=2026-10-01');
  expect(out).toMatch(/1480\n[^\n]+\nregistered +412\n/);
  expect(out).toMatch(/knownPercent +51\n/);
});

test('dropouts are asked for a period, and shown with their share against the target', async () => {
  const share = { pupils: 100, droppedOut: 12, percent: 12, reached: false };
  const hidden = { pupils: 40, droppedOut: null, percent: null, reached: null };
  const other = await answeringServer(() => json({
    from: '2025-07-01', to: '2026-07-01', targetPercent: 8, hiddenBelow: 5, all: share,
    items: [{ by: 'programme', group: 'NA', ...hidden }],
  }));
  const { out } = await runAt(other, 'kaa-figures --dropouts --from 2025-07-01 --target 8'.split(' '));
  await other.close();
  expect(other.asked[0]?.address).toBe('/v1/kaa/dropouts?from=2025-07-01&target=8');
  expect(out).toMatch(/below 8 % is wanted/);
  expect(out).toMatch(/all +100 +12 +12 +missed *\nprogramme +NA +40 +· +· *\n/);
});

test.each(['--dropouts --coverage', '--target 8', '--dropouts --on 2026-01-01', '--dropouts --target 0'])(
  '%s is wrong usage', async (args) => { expect((await asked(args)).code).toBe(2); },
);

test('a day that does not exist is wrong usage', async () => {
  expect((await asked('--on 2026-02-30')).code).toBe(2);
});
