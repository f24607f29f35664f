import fc from 'fast-check';
import { shuffled } from '../../../test/properties/arbitraries.js';
import { youths } from '../../../test/properties/youths.js';
import {
  assigned, attempted, begun, contacted, died, disputed, droppedOut, ended, enrolled, named, numberAdded,
  occupied, offered, placed, planned, protectionSet, registeredIn, reminded, routineSet, rulesSet,
  schoolingOver,
} from '../../../test/support/events.js';
import { contributionOf, documentOf, recordedOn, SOMEONE } from '../../../test/support/folded.js';
import { asFacts, factId } from '../../../test/support/given-when-then.js';
import { recorded, referencesAfter } from '../../../test/support/references-after.js';
import { readModelOf, type ReadModel } from '../../../test/support/read-models.js';
import { noRolls } from '../../domain/attendance/rolls.js';
import { noRoutines } from '../../domain/kaa/routine.js';
import type { Fact, FactTimes } from '../../domain/shared/fact-order.js';
import type { Event } from '../../domain/shared/event.js';
import { lives } from '../../../test/support/fact-histories.js';
import { routinesReference } from '../references.js';
import type { SpellRow, YouthRow } from './collections.js';
import { kaaRowsOf } from './derive.js';
import { kaa as kaaWith } from './kaa.js';
import { KaaQueries, type YouthFilter, type YouthPage } from './queries.js';

type FactEvent = Event<string, FactTimes>;

const isMunicipality = (code: string): boolean => code !== '9900';
const kaa = kaaWith(isMunicipality);
const againstNothing = { routines: noRoutines, rolls: noRolls, isMunicipality };
const leaver = [numberAdded(), registeredIn({ municipality: '1480' }), schoolingOver()];
const of = (familyName: string, ...events: readonly FactEvent[]): Fact[] =>
  asFacts<FactEvent>([...leaver, named({ familyName }), ...events]);
const rowsOf = (...events: readonly FactEvent[]): readonly YouthRow[] =>
  kaaRowsOf(documentOf(kaa, asFacts<FactEvent>([...leaver, ...events])), SOMEONE, againstNothing).youths;

describe('a row', () => {
  test('says what the file of its municipality holds', () => {
    const offer = factId(6);
    const rows = rowsOf(
      attempted({ validOn: '2026-09-01' }), contacted({ occupation: 'none' }), offered(), begun({ offer }),
      assigned(), disputed(), reminded({ due: '2026-10-01' }),
    );
    expect(rows).toEqual([expect.objectContaining({
      person: SOMEONE, municipality: '1480', from: '2026-06-12', to: '2030-01-01', standing: 'registered',
      began: 'compulsory-schooling-over', ended: 'turned-20', status: 'in-activity', officer: 'officer-7',
      dueOn: '2026-10-01', contacted: 1, lastContactOn: '2026-09-10', attempts: 1, occupation: 'none',
      measuresUnderWay: 1, disputed: true, corrects: 'school', asked: null, askedOn: null, answer: null,
    })]);
  });

  test('there is none for whom the register has in a code that is no municipality\'s', () => {
    const nowhere = registeredIn({ validOn: '2027-03-01', municipality: '9900' });
    expect(rowsOf(nowhere).map(({ municipality, to }) => `${municipality} ${to}`))
      .toEqual(['1480 2027-03-01']);
  });

  test('that was disputed ends by itself once the source is corrected', () => {
    const dispute = disputed({ validOn: '2026-09-20' });
    expect(rowsOf(dispute)).toMatchObject([{ disputed: true, to: '2030-01-01' }]);
    expect(rowsOf(dispute, enrolled({ validOn: '2026-09-10' }))).toMatchObject([{ to: '2026-09-10' }]);
    expect(rowsOf(dispute, enrolled({ validOn: '2026-06-12' }))).toEqual([]);
  });

  test('takes nothing from the file of another municipality', () => {
    const [row] = rowsOf(contacted({ municipality: '1481' }), assigned({ municipality: '1481' }));
    expect(row).toMatchObject({ contacted: 0, status: 'unknown', officer: null });
  });

  test('begins anew with the spell: earlier contacts are of that one', () => {
    const again = [enrolled({ validOn: '2026-11-02' }), droppedOut({ validOn: '2027-02-01' })];
    const rows = rowsOf(contacted(), ...again);
    expect(rows.map(({ from, contacted: met, status }) => [from, met, status]))
      .toEqual([['2026-06-12', 1, 'follow-up'], ['2027-02-01', 0, 'unknown']]);
  });

  test('waits for the autumn until the day has passed', () => {
    const rows = rowsOf(placed({ validOn: '2026-07-01' }));
    expect(rows.map(({ standing, since, until }) => [standing, since, until])).toEqual([
      ['awaiting-start', '0001-01-01', '2026-09-16'], ['registered', '2026-09-16', '9999-12-31'],
    ]);
  });

  test('goes by the routine of its municipality, and is found by it', () => {
    const facts = asFacts<FactEvent>([...leaver, attempted(), placed({ validOn: '2026-07-01' })]);
    const under = (municipality: string) => contributionOf(kaa, facts, referencesAfter(kaa.references, [
      routineSet({ municipality, waitsThrough: '08-31', retryDays: 4, steps: ['phone'],
        autumn: { from: '10-01', through: '10-31', retryDays: 1 } }),
    ]));
    const rowsUnder = (municipality: string) => under(municipality).rows
      .filter(({ collection }) => collection === 'youths').map(({ document }) => document);
    expect(rowsUnder('1480')).toMatchObject([
      { standing: 'awaiting-start', until: '2026-09-01' },
      { standing: 'registered', since: '2026-09-01', dueOn: '2026-09-14', nextStep: 'phone' },
    ]);
    expect(rowsUnder('1481')).toMatchObject([
      { until: '2026-09-16' }, { since: '2026-09-16', dueOn: '2026-09-20', nextStep: 'text-message' },
    ]);
    expect(under('1480').uses).toEqual(['kaa-routine|1480']);
  });

  test('goes by the rules of the region, and is found by them where they decide anything', () => {
    const set = [rulesSet({ validOn: '2020-01-01', leapDayBirthday: '02-28', gapToleranceDays: 7 })];
    const under = (facts: readonly FactEvent[], events: readonly Event[]) =>
      contributionOf(kaa, asFacts<FactEvent>(facts), referencesAfter(kaa.references, events));
    const spellsOf = ({ rows }: ReturnType<typeof under>) =>
      rows.filter(({ collection }) => collection === 'spells').map(({ key }) => key);
    const gap = [
      ...leaver, enrolled({ validOn: '2026-08-17' }), droppedOut({ validOn: '2027-02-01' }),
      enrolled({ validOn: '2027-02-08' }),
    ];
    expect([spellsOf(under(gap, [])), spellsOf(under(gap, set))])
      .toEqual([['2026-06-12', '2027-02-01'], ['2026-06-12']]);
    const leap = [numberAdded({ number: '200802292383' }), registeredIn({ validOn: '2008-03-10' })];
    expect([spellsOf(under(leap, [])), spellsOf(under(leap, set))]).toEqual([['2026-03-01'], ['2026-02-28']]);
    for (const facts of [gap, leap]) {
      for (const events of [[], set]) expect(under(facts, events).uses).toContain('kaa-rules');
    }
    expect(under(gap.slice(0, -1), set).uses).not.toContain('kaa-rules');
    expect(routinesReference.keysOf(recorded(set)[0]!)).toEqual(['kaa-rules']);
    expect(routinesReference.keysOf(recorded([routineSet()])[0]!)).toEqual(['kaa-routine|1480']);
  });

  test('tells what was said ahead from its day on, and what was told late at once', () => {
    const facts = asFacts<FactEvent>([
      ...leaver, contacted({ occupation: 'none' }), offered(),
      occupied({ validOn: '2027-01-11' }), assigned({ validOn: '2027-02-01' }), begun({ offer: factId(5) }),
      ended({ offer: factId(5), validOn: '2027-03-01', occupationAfter: undefined }),
    ]);
    const recorded = facts.map((fact, index) => (index < 5 ? fact : recordedOn(fact, '2026-12-01')));
    const { youths: rows } = kaaRowsOf(documentOf(kaa, recorded), SOMEONE, againstNothing);
    expect(rows.map((row) => [row.since, row.status, row.occupation, row.officer, row.measuresUnderWay]))
      .toEqual([
        ['0001-01-01', 'in-activity', 'none', null, 1], ['2027-01-11', 'in-activity', 'work', null, 1],
        ['2027-02-01', 'in-activity', 'work', 'officer-7', 1],
        ['2027-03-01', 'in-activity', 'work', 'officer-7', 0],
      ]);
  });

  test('suggests no guardian from the 18th birthday on', () => {
    const tried = (['letter', 'text-message', 'previous-school'] as const)
      .map((channel) => attempted({ channel, validOn: '2027-12-01' }));
    expect(rowsOf(...tried).map(({ since, until, nextStep }) => [since, until, nextStep])).toEqual([
      ['0001-01-01', '2028-01-01', 'guardian'], ['2028-01-01', '9999-12-31', 'home-visit'],
    ]);
  });

  test('has no name while somebody is protected, and no words of a plan', () => {
    const [row] = rowsOf(named(), protectionSet({ protection: 'secrecy-marking' }));
    expect(row).toMatchObject({ name: null, protected: true });
    const document = documentOf(kaa, asFacts<FactEvent>([...leaver, planned({ goal: 'Unsayable' })]));
    expect(JSON.stringify(document)).not.toMatch(/Unsayable|201001012382/);
  });
});

test('arrival plays no part', () => {
  const histories = fc.oneof(youths.map(({ facts }) => facts), lives);
  fc.assert(fc.property(shuffled(histories), ([one, other]) => {
    expect(contributionOf(kaa, other)).toEqual(contributionOf(kaa, one));
  }), { numRuns: 200 });
});

describe('worklists', () => {
  const later = registeredIn({ validOn: '2027-02-01', municipality: '1481' });
  const lifes = {
    abel: of('Abel', assigned(), contacted()),
    berg: of('Berg', attempted({ validOn: '2026-09-20' })),
    dahl: of('Dahl', placed({ validOn: '2026-07-01' }), enrolled({ validOn: '2026-08-17' })),
    ek: of('Ek', placed({ validOn: '2026-07-01' }), assigned({ officer: 'officer-9' })),
    frid: of('Frid', later),
    gran: of('Gran', died({ validOn: '2026-09-01' }), reminded({ due: '2026-09-10' })),
    holm: of('Holm', offered(), begun({ offer: factId(5) }), ended({ offer: factId(5) }), contacted()),
  };
  const OCTOBER = { on: '2026-10-01', lookedAt: '2026-10-01' };

  let model: ReadModel;
  let queries: KaaQueries;
  beforeAll(async () => {
    model = await readModelOf(kaa, lifes);
    queries = new KaaQueries(model);
  });
  afterAll(() => model.close());

  const ALL = { ...OCTOBER, standing: 'registered', worklist: 'all' } as const;
  const who = async (filter: Partial<YouthFilter> = {}, page: Partial<YouthPage> = {}): Promise<string[]> => {
    const found = await queries.youths({ ...ALL, ...filter }, { sort: 'name', limit: 50, ...page });
    return found.items.map(({ document }) => document.person);
  };

  test('everybody on a day, by name', async () => {
    expect(await who()).toEqual(['abel', 'berg', 'ek', 'frid', 'holm']);
    expect(await who({ on: '2026-06-11' })).toEqual([]);
    const august = { on: '2026-08-31', lookedAt: '2026-08-31' };
    expect(await who(august)).toEqual(['abel', 'berg', 'frid', 'gran', 'holm']);
  });

  test('those for whom the register waits, seen before and after', async () => {
    const summer = { on: '2026-08-01', standing: 'awaiting-start' } as const;
    expect(await who({ ...summer, lookedAt: '2026-08-01' })).toEqual(['dahl', 'ek']);
    expect(await who({ ...summer, lookedAt: '2026-10-01' })).toEqual(['dahl']);
  });

  test('of a municipality, on the day of the move the new one', async () => {
    expect(await who({ municipality: '1481', on: '2027-01-31' })).toEqual([]);
    expect(await who({ municipality: '1481', on: '2027-02-01' })).toEqual(['frid']);
    expect(await who({ municipality: '1480', on: '2027-02-01' })).not.toContain('frid');
  });

  test('mine, overdue, never contacted, new', async () => {
    expect(await who({ officer: 'officer-7' })).toEqual(['abel']);
    expect(await who({ worklist: 'overdue' })).toEqual(['berg', 'ek', 'frid']);
    expect(await who({ worklist: 'never-contacted' })).toEqual(['berg', 'ek', 'frid']);
    expect(await who({ worklist: 'new', cameFrom: '2027-02-01', on: '2027-02-01' })).toEqual(['frid']);
  });

  test('whoever died is on no list from that day on', async () => {
    expect(await who({ worklist: 'overdue' })).not.toContain('gran');
    expect(await who({ on: '2026-08-31' })).toContain('gran');
    expect(await who({ on: '2026-09-01' })).not.toContain('gran');
  });

  test('page by page it is the same, in any order', async () => {
    for (const sort of ['name', 'from', 'dueOn'] as const) {
      const pages: string[] = [];
      for (let after: string | undefined; ;) {
        const { items, next } = await queries.youths(ALL, { sort, limit: 2, after });
        pages.push(...items.map(({ document }) => document.person));
        after = next;
        if (after === undefined) break;
      }
      expect(pages).toEqual(await who({}, { sort }));
    }
  });

  test('all spells person by person, those of one together, however many are read at once', async () => {
    const exported = async (atOnce?: number): Promise<SpellRow[][]> => {
      const pieces: SpellRow[][] = [];
      for await (const piece of queries.spells(undefined, atOnce)) pieces.push(piece);
      return pieces;
    };
    const all = (await exported()).flat();
    expect(all.map(({ person, from }) => `${person} ${from}`)).toEqual([
      'abel 2026-06-12', 'berg 2026-06-12', 'dahl 2026-06-12', 'ek 2026-06-12', 'frid 2026-06-12',
      'frid 2027-02-01', 'gran 2026-06-12', 'holm 2026-06-12',
    ]);
    for (const atOnce of [2, 3, 5]) {
      const pieces = await exported(atOnce);
      expect(pieces.flat()).toEqual(all);
      const persons = pieces.map((piece) => [...new Set(piece.map(({ person }) => person))]).flat();
      expect(persons).toHaveLength(new Set(persons).size);
    }
  });

  test('counts are how many rows there are, and never contacted is who is left', async () => {
    expect(await queries.counts(OCTOBER)).toEqual([{
      municipality: '1480', registered: 5, awaitingStart: 0, contacted: 2, neverContacted: 3, inMeasure: 1,
    }]);
    const [summer] = await queries.counts({ on: '2026-08-01', lookedAt: '2026-08-01' });
    expect(summer).toMatchObject({
      registered: 5, awaitingStart: 2, contacted: 0, neverContacted: 5, inMeasure: 0,
    });
    const [here, there] = await queries.counts({ on: '2027-02-01', lookedAt: '2027-02-01' });
    expect([here, there]).toEqual([
      expect.objectContaining({ municipality: '1480', registered: 4 }),
      expect.objectContaining({ municipality: '1481', registered: 1, neverContacted: 1 }),
    ]);
    expect(await queries.counts({ ...OCTOBER, municipality: '1481' })).toEqual([]);
  });
});

test('measures that nobody ended are listed, of those who are no longer in the group', async () => {
  const [offer, start] = [offered(), begun({ offer: factId(5) })];
  const left = enrolled({ validOn: '2026-11-02' });
  const model = await readModelOf(kaa, {
    open: of('Open', offer, start, left), ended: of('Ended', offer, start, ended({ offer: factId(5) }), left),
    inGroup: of('Group', offer, start), declined: of('Declined', offer, left),
    back: of('Back', offer, start, left, droppedOut({ validOn: '2026-12-01' })),
  });
  const queries = new KaaQueries(model);
  const listed = async (on: string, more: Partial<YouthFilter> = {}): Promise<string[]> => {
    const asked = { on, lookedAt: on, standing: 'registered', worklist: 'open-measures', ...more } as const;
    const { items } = await queries.youths(asked, { sort: 'name', limit: 50 });
    return items.map(({ document }) => document.person);
  };
  expect(await listed('2026-11-01')).toEqual([]);
  expect(await listed('2026-11-02')).toEqual(['open']);
  expect(await listed('2026-11-02', { municipality: '1480' })).toEqual(['open']);
  expect(await listed('2026-11-02', { municipality: '1481' })).toEqual([]);
  expect(await listed('2030-01-01')).toEqual(['back', 'inGroup', 'open']);
  await model.close();
});
