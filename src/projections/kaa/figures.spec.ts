import {
  begun, contacted, declined, droppedOut, ended, enrolled, kaaFactWithdrawn, named, numberAdded, occupied,
  offered, placed, registeredIn, schoolingOver,
} from '../../../test/support/events.js';
import { asFacts, factId } from '../../../test/support/given-when-then.js';
import { readModelOf, type ReadModel } from '../../../test/support/read-models.js';
import type { Event } from '../../domain/shared/event.js';
import type { Fact, FactTimes } from '../../domain/shared/fact-order.js';
import { type FiguresAsked, KaaFigures } from './figures.js';
import { kaa } from './kaa.js';

type FactEvent = Event<string, FactTimes>;

/** In the group in 1480 from 12 June 2026; what is said besides has the ids from 5 on. */
const youth = (...events: readonly FactEvent[]): Fact[] => asFacts<FactEvent>([
  numberAdded(), registeredIn({ municipality: '1480' }), schoolingOver(), named(), ...events,
]);
const offer = factId(5);
const again = [enrolled({ validOn: '2026-11-02' }), droppedOut({ validOn: '2026-12-01' })];

const lives: Record<string, Fact[]> = {
  declines: youth(offered(), declined({ offer })),
  ends: youth(offered(), begun({ offer }), ended({ offer, occupationAfter: 'work' })),
  goesOn: youth(offered({ measure: 'other' }), begun({ offer })),
  twice: youth(offered(), begun({ offer }), ...again),
  works: youth(contacted({ occupation: 'work' }), occupied({ validOn: '2026-10-01', occupation: 'none' })),
  forgotten: youth(occupied(), ...again),
  takenBack: youth(offered(), kaaFactWithdrawn({ withdraws: offer })),
  starts: youth(placed({ validOn: '2026-07-01' }), enrolled({ validOn: '2026-08-17' })),
};

let model: ReadModel;
beforeAll(async () => { model = await readModelOf(kaa(() => true), lives); });
afterAll(() => model.close());

const autumn = { from: '2026-07-01', to: '2027-01-01' };
const asked = (more: Partial<FiguresAsked> = {}): FiguresAsked =>
  ({ on: '2026-10-15', during: autumn, lookedAt: '2027-01-01', ...more });
const counted = async (more: Partial<FiguresAsked> = {}) =>
  Object.fromEntries((await new KaaFigures(model).counted(asked(more))).get('1480') ?? []);

test('measures of the period are counted once, however many spells, and no withdrawn one', async () => {
  expect(await counted()).toMatchObject({
    'measures-offered': 4, 'measures-declined': 1, 'measures-started': 3, 'measures-ended': 1,
    'measures-ended-completed': 1,
  });
  expect(await counted({ during: { from: '2026-09-21', to: '2026-12-18' } }))
    .toMatchObject({ 'measures-declined': 1, 'measures-started': 3 });
  expect(await counted({ during: { from: '2026-09-22', to: '2026-12-18' } }))
    .not.toHaveProperty('measures-started');
});

test('measures are the sum over persons', async () => {
  const names = ['measures-offered', 'measures-declined', 'measures-started', 'measures-ended'] as const;
  const sums: Record<string, number> = {};
  for (const [person, facts] of Object.entries(lives)) {
    const alone = await readModelOf(kaa(() => true), { [person]: facts });
    const of = (await new KaaFigures(alone).counted(asked())).get('1480');
    for (const name of names) sums[name] = (sums[name] ?? 0) + (of?.get(name) ?? 0);
    await alone.close();
  }
  expect(await counted()).toMatchObject(sums);
});

test('occupations add up to those in the register, each as it was last said within the spell', async () => {
  expect(await counted()).toMatchObject({
    'registered': 7, 'occupation-none': 1, 'occupation-work': 1, 'occupation-unknown': 5,
  });
  expect(await counted({ on: '2026-09-10' }))
    .toMatchObject({ 'occupation-work': 2, 'occupation-unknown': 5 });
  expect(await counted({ on: '2026-12-18' }))
    .toMatchObject({ 'occupation-work': 1, 'occupation-none': 1, 'occupation-unknown': 5 });
});

test('coverage: whom nobody contacted, of whom nothing is known, and measures that say nothing', async () => {
  expect(await new KaaFigures(model).coverage(asked())).toEqual([{
    municipality: '1480', registered: 7, withoutReason: 0, neverContacted: 6, occupationUnknown: 5,
    nothingKnown: 5, measuresOffered: 4, measuresOther: 1,
  }]);
  expect(await new KaaFigures(model).coverage(asked({ municipality: '1481' }))).toEqual([]);
});

test('coverage: no fact says why somebody is in the register of whom only the age is known', async () => {
  const born = numberAdded({ number: '200801012386' });
  const silent = await readModelOf(kaa(() => true), {
    someone: asFacts<FactEvent>([born, registeredIn({ municipality: '1480' }), named()]),
  });
  expect(await new KaaFigures(silent).coverage(asked())).toMatchObject([{ registered: 1, withoutReason: 1 }]);
  await silent.close();
});
