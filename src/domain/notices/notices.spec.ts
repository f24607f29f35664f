import {
  absenceDecided, absent, contacted, died, disclosed, droppedOut, enrolled, forfeited, issued, named,
  personFactWithdrawn, registeredIn,
} from '../../../test/support/events.js';
import { event } from '../shared/event.js';
import { SpellClosed, SpellCorrected, SpellOpened, SpellVoided } from '../kaa/register-events.js';
import { LookedThrough, type LookTaken } from './events.js';
import { lookedThrough, takeLook } from './looks.js';
import { type Audience, concernedBy, isTold, reopenedBy, type Told } from './notices.js';

const FOREVER = '9999-12-31';
const home = (municipality: string, from = '2010-01-01', to = FOREVER) => ({ municipality, from, to });
const spell = {
  municipality: '1480', spell: '00000000-0000-4000-8000-000000000009', revision: 1,
  began: 'interrupted' as const, decidedBy: [],
};
const opened = event(SpellOpened, { ...spell, validOn: '2026-02-09', from: '2026-02-09' });
const closed = event(SpellClosed, {
  ...spell, validOn: '2026-05-04', from: '2026-02-09', to: '2026-05-04', ended: 'no-longer-registered',
});

describe('who is told', () => {
  const nothing = { halfYears: [], settledThrough: null };
  const toldOf = (audience: Audience, ...events: readonly Told[]): string[] =>
    events.filter((one) => isTold(audience, one, nothing)).map(({ type }) => type);

  test('an officer: of stops and absence, of the register, and of a file that is opened to them', () => {
    const stops = [droppedOut(), forfeited(), absenceDecided(), absent()];
    const all = [...stops, opened, closed, disclosed(), enrolled(), contacted(), issued()];
    expect(toldOf('follow-up', ...all)).toEqual([
      'DroppedOut', 'PlaceForfeited', 'AbsenceDecided', 'AbsenceReported',
      'SpellOpened', 'SpellClosed', 'FileDisclosed',
    ]);
  });

  test('an economist: of any event of schooling and of moves, and of nothing that officers write', () => {
    const all = [enrolled(), droppedOut(), issued(), registeredIn(), died(), named(), absent(), opened];
    expect(toldOf('economy', ...all, contacted()))
      .toEqual(['Enrolled', 'DroppedOut', 'DocumentIssued', 'HomeMunicipalityRegistered', 'Died']);
  });

  test('an officer also of what is said of a half-year that was reported', () => {
    expect(isTold('follow-up', contacted(), { halfYears: ['2026H2'], settledThrough: null })).toBe(true);
    expect(isTold('economy', contacted(), { halfYears: ['2026H2'], settledThrough: null })).toBe(false);
  });
});

describe('whom it concerns', () => {
  test('where the person belonged on the day, and of what is in a file whose file it is', () => {
    const homes = [home('1480', '2010-01-01', '2026-03-01'), home('1481', '2026-03-01')];
    expect(concernedBy(droppedOut({ validOn: '2026-02-28' }), homes, homes)).toEqual(['1480']);
    expect(concernedBy(droppedOut({ validOn: '2026-03-01' }), homes, homes)).toEqual(['1481']);
    expect(concernedBy(opened, homes, homes)).toEqual(['1480']);
    expect(concernedBy(disclosed({ municipality: '1480', to: '1482' }), homes, homes)).toEqual(['1482']);
  });

  test('a move: both, also where it is told late or taken back', () => {
    const before = [home('1480')];
    const after = [home('1480', '2010-01-01', '2026-03-01'), home('1481', '2026-03-01')];
    const move = registeredIn({ municipality: '1481', validOn: '2026-03-01' });
    expect(concernedBy(move, before, after)).toEqual(['1480', '1481']);
    expect(concernedBy(move, [], after)).toEqual(['1480', '1481']);
    const back = personFactWithdrawn({ validOn: '2026-03-01' });
    expect(concernedBy(back, after, before)).toEqual(['1480', '1481']);
    expect(concernedBy(died({ validOn: '2026-03-01' }), before, [home('1480', '2010-01-01', '2026-03-01')]))
      .toEqual(['1480']);
  });

  test('nobody where nothing says where the person belongs', () => {
    expect(concernedBy(droppedOut(), [], [])).toEqual([]);
  });
});

describe('what it may change of what was delivered before', () => {
  const delivered = { halfYears: ['2025H2', '2026H1'], settledThrough: '2026-02' };
  const halves = (one: Told): readonly string[] => reopenedBy(one, delivered).halfYears;

  test('a spell changes the half-years from its beginning on, one that ends those from its end on', () => {
    const at = (from: string, to?: string) => ({ ...spell, validOn: from, from, ...(to && { to }) });
    expect(halves(event(SpellOpened, at('2025-12-31')))).toEqual(['2025H2', '2026H1']);
    expect(halves(opened)).toEqual(['2026H1']);
    expect(halves(closed)).toEqual(['2026H1']);
    expect(halves(event(SpellClosed, at('2025-08-01', '2026-07-01')))).toEqual([]);
    expect(halves(event(SpellCorrected, at('2025-08-01', '2025-09-01')))).toEqual(['2025H2', '2026H1']);
    expect(halves(event(SpellVoided, { ...at('2025-08-01', '2025-09-01'), why: 'under-20' })))
      .toEqual(['2025H2']);
  });

  test('anything else its day: the half-year, and what is settled through that month or a later one', () => {
    expect(reopenedBy(contacted({ validOn: '2026-06-30' }), delivered))
      .toEqual({ halfYears: ['2026H1'], settledThrough: null });
    expect(reopenedBy(droppedOut({ validOn: '2026-02-28' }), delivered).settledThrough).toBe('2026-02');
    expect(reopenedBy(droppedOut({ validOn: '2026-03-01' }), delivered).settledThrough).toBeNull();
  });
});

describe('a look', () => {
  const look = (through: string): LookTaken => ({ validOn: '2026-03-16', list: 'new-youths', through });
  const looks = (...all: readonly string[]) => all.map((through) => event(LookedThrough, look(through)));

  test('goes on from the one before, and never back: two windows may be open', () => {
    expect(takeLook(look('0007'), [])).toEqual(looks('0007'));
    expect(takeLook(look('0009'), looks('0007'))).toEqual(looks('0009'));
    expect(takeLook(look('0007'), looks('0009'))).toEqual([]);
    expect(takeLook(look('0009'), looks('0009'))).toEqual([]);
  });

  test('reaches as far as the farthest, and whoever never looked has seen nothing', () => {
    expect(lookedThrough(looks('0009', '0007'))).toBe('0009');
    expect(lookedThrough([])).toBeUndefined();
  });
});
