import { cp } from 'node:fs/promises';
import { youthFactsIn } from '../../src/application/queries/youth-view.js';
import type { OpenedEvent } from '../../src/application/ledger/opened-event.js';
import { fileOf, totalsOf } from '../../src/application/kaa-report/draft.js';
import { ApiClient } from '../../src/cli/api-client.js';
import { doCaseWork } from '../../src/cli/demo/case-work-done.js';
import { type Liggare, openEmbedded } from '../../src/composition/embedded.js';
import { membershipOf } from '../../src/domain/kaa/membership.js';
import { defaultKaaPolicy } from '../../src/domain/kaa/policy.js';
import { noRoutines, routineIn } from '../../src/domain/kaa/routine.js';
import { sha256 } from '../../src/infrastructure/intake/sha256.js';
import { twoFlushes } from './flushes.js';
import { inTurns, timed } from './measure.js';
import { p99OfPages, payers as municipalities } from './pages.bench.js';
import { openedBatches } from './reading.js';
import { below, type Figure, share } from './result.js';
import type { Rig } from './rig.js';
import { serving } from './serving.js';
import { untilProjected } from './take-in.js';

const HALF = '2025-H2';
const MOST_REPORT_S = 5;
const LOOKED_AT = '2026-09-30';
const WANTED_SHARE = 0.5;
const SCHOOL_YEAR = { from: '2025-07-01', to: '2026-07-01' };
const WORKED_ON = ['2025-08-01', '2025-10-01', '2025-12-15', '2026-03-01', '2026-06-20'];
const worklists = ['all', 'overdue', 'never-contacted', 'new', 'open-measures'];
const sorts = ['name', 'from', 'dueOn'];

/** The nth of a list that begins anew at its end. */
const nth = <T>(list: readonly T[], index: number): T => list[index % list.length]!;

const worklist = (index: number): string => `/v1/kaa/youths?date=2026-03-01&list=${nth(worklists, index)}`
  + `&municipality=${nth(municipalities, index)}&sort=${nth(sorts, index)}&limit=50`;

/** Worklists and files, the half-year report of all municipalities, and membership from the ledger. */
export const kaaBench = async (rig: Rig): Promise<Figure[]> => {
  const folder = rig.place('kaa');
  await cp((await rig.filled()).folder, folder, { recursive: true });
  const { persons, facts } = await worked(folder, rig.seed);
  const registered = await withRegister(folder);
  const details = { pupils: rig.sizes.pupils, inGroup: persons.length, facts, registered };
  const pages = await serving(folder, async ({ url, tokenOf }) => {
    const at = { url, token: await tokenOf('administrator', 'region'), count: rig.sizes.pages };
    const lists = await p99OfPages('a worklist of the activity responsibility', worklist, at);
    const file = (index: number): string => `/v1/persons/${nth(persons, index)}/kaa`;
    const files = await p99OfPages('a youth\'s file', file, at);
    const { p99Ms } = twoFlushes(rig.place('flushes'), rig.sizes.pages);
    return [lists, { ...files, limit: { what: 'two flushes of the disk, p99', value: p99Ms } }];
  });
  return [
    ...pages.map((figure) => ({ ...figure, details: { ...figure.details, ...details } })),
    await reportOfAll(folder, details),
    await membershipAnew(folder, rig.sizes.rounds, details),
  ];
};

/** Case work with everybody in the group, through the API. */
const worked = (folder: string, seed: number): Promise<{ persons: string[]; facts: number }> =>
  serving(folder, async ({ url, tokenOf }) => {
    const client = new ApiClient(url, await tokenOf('administrator', 'region'));
    const { spells, facts } = await doCaseWork(client, { seed, days: WORKED_ON, told: SCHOOL_YEAR });
    return { persons: [...new Set(spells.map(({ person }) => person))], facts };
  });

const opened = async <T>(dataFolder: string, use: (liggare: Liggare) => Promise<T>): Promise<T> => {
  const liggare = await openEmbedded({ dataFolder });
  try {
    await untilProjected(liggare);
    return await use(liggare);
  } finally {
    await liggare.close();
  }
};

/** Has the register recorded as its policy would; how many files that took. */
const withRegister = (folder: string): Promise<number> => opened(folder, async (liggare) => {
  let files = 0;
  for (let recorded = 1; recorded > 0; files += recorded) {
    ({ recorded } = await liggare.register.round());
    await untilProjected(liggare);
  }
  return files;
});

/** The half-year report of every municipality, checked and written as files; nothing is recorded. */
const reportOfAll = (folder: string, details: Figure['details']): Promise<Figure> =>
  opened(folder, async (liggare) => {
    const counts = await liggare.kaa.counts({ on: '2025-12-31', lookedAt: LOOKED_AT });
    let [youths, rows] = [0, 0];
    const { seconds } = await timed(async () => {
      for (const { municipality } of counts) {
        const draft = await liggare.reports.draft({ municipality, half: HALF });
        fileOf(draft.youths, draft.layout, sha256);
        youths += draft.youths.length;
        rows += totalsOf(draft).rows;
      }
    });
    return below('the half-year report of all municipalities', seconds, 's', MOST_REPORT_S,
      { ...details, youths, rows });
  });

const policy = { ...defaultKaaPolicy, routineOn: routineIn(noRoutines) };

/** Everybody's membership from the ledger, in this thread, beside reading, opening and parsing it alone. */
const membershipAnew = (folder: string, rounds: number, details: Figure['details']): Promise<Figure> =>
  opened(folder, async (liggare) => {
    let [events, spells] = [0, 0];
    const scanned = await inTurns(rounds, async () => {
      const { result, seconds } = await timed(() => scan(liggare));
      events = result;
      return events / seconds;
    }, async () => {
      const { result, seconds } = await timed(() => deriveAll(liggare));
      spells = result;
      return events / seconds;
    });
    return share('everybody\'s membership from the ledger', scanned.work, 'events/s',
      { what: 'scan, open and parse', value: scanned.limit }, WANTED_SHARE, { ...details, events, spells });
  });

const scan = async (liggare: Liggare): Promise<number> => {
  let events = 0;
  for await (const batch of openedBatches(liggare)) events += batch.length;
  return events;
};

const deriveAll = async (liggare: Liggare): Promise<number> => {
  const byPerson = new Map<string, OpenedEvent[]>();
  for await (const batch of openedBatches(liggare)) {
    for (const event of batch) {
      if (event.person === undefined) continue;
      const known = byPerson.get(event.person);
      if (known) known.push(event);
      else byPerson.set(event.person, [event]);
    }
  }
  let spells = 0;
  for (const events of byPerson.values()) spells += membershipOf(youthFactsIn(events), policy).spells.length;
  return spells;
};
