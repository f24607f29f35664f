import { once } from 'node:events';
import { canBeCutOff, Cluster, clusterWhere } from '../support/cluster.js';
import { PupilsTakenIn } from '../support/pupils-taken-in.js';
import { testWhere } from '../support/test-where.js';

/**
 * Bad days of several processes over one ledger, vault and read models, while pupils are taken in: nothing
 * acknowledged is lost or doubled, sums are right, and whoever wrote finds it.
 */

const LONG_MS = 600_000;

let cluster: Cluster;
let pupils: PupilsTakenIn;
let each: { days: number; ore: number };

beforeAll(async () => {
  cluster = await Cluster.start();
  pupils = new PupilsTakenIn(cluster);
  each = await pupils.first();
  expect(each.days).toBeGreaterThan(300);
  pupils.begin();
}, LONG_MS);

afterAll(async () => {
  await pupils.end();
  await cluster.stop();
}, LONG_MS);

afterEach(() => expect(pupils.wrong).toEqual([]));

describe(`four processes over ${clusterWhere}`, () => {
  test('each process is killed in turn, and started again', async () => {
    for (const member of cluster.members) {
      await pupils.more(3);
      await cluster.kill(member);
      await pupils.more(3);
      await cluster.startAgain(member);
    }
  }, LONG_MS);

  testWhere(canBeCutOff)('each connection is cut in turn (not of several hosts, or with TLS)', async () => {
    for (const relay of cluster.members.flatMap(({ relays }) => relays)) {
      relay.cut();
      await pupils.more(3);
    }
  }, LONG_MS);

  test('a leader is paused past its lease: another leads, and it changes nothing when it wakes', async () => {
    const leader = (await cluster.leaderOf('caseload'))!;
    leader.process.child.kill('SIGSTOP');
    await pupils.more(10); // which takes somebody who makes read models
    const other = await cluster.leaderOf('caseload');
    expect(other?.name).toBeDefined();
    expect(other).not.toBe(leader);
    leader.process.child.kill('SIGCONT');
    await pupils.more(10);
    expect(await cluster.leaderOf('caseload')).toBe(other);
  }, LONG_MS);

  test('each process is told to stop, does so, and is started again', async () => {
    for (const member of cluster.members) {
      const { child } = member.process;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      expect(await gone).toEqual([0, null]);
      await pupils.more(3);
      await cluster.startAgain(member);
    }
  }, LONG_MS);

  test('after all that the ledger is whole, everybody is there once, and read models made anew are the same',
    async () => {
      await pupils.end();
      const { findings } = await pupils.insist<{ findings: object[] }>('POST', '/v1/verifications');
      expect(findings).toEqual([]);
      expect((await pupils.persons()).sort()).toEqual([...pupils.done].sort());
      const many = pupils.done.length;
      expect(await pupils.cost()).toMatchObject({ days: many * each.days, ore: many * each.ore });
      const { reports } = await pupils.insist<{ reports: Record<string, number>[] }>(
        'POST', '/v1/projections/rebuild', { projections: [] });
      expect(reports.map(({ missing, extra, different }) => [missing, extra, different]))
        .toEqual(reports.map(() => [0, 0, 0]));
    }, LONG_MS);
});
