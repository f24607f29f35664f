import {
  died, droppedOut, enrolled, numberAdded, placed, registeredIn, schoolingOver, schoolingWithdrawn,
} from '../../../test/support/events.js';
import { asFacts, factId } from '../../../test/support/given-when-then.js';
import { youthFacts } from '../../../test/support/youth.js';
import type { CivilDate } from '../shared/civil-date.js';
import type { Event } from '../shared/event.js';
import type { Fact, FactTimes } from '../shared/fact-order.js';
import { membershipOf } from './membership.js';
import { daysOfDrift, recordedSpells, registerChanges } from './register.js';

type Said = Event<string, FactTimes>;

/** A register that is kept on some days, and what was recorded on each, as text. */
class Kept {
  private readonly said: Fact[] = [];
  private spells = 0;

  constructor(private readonly municipality = '1480') {}

  hears(...events: readonly Said[]): this {
    const facts = asFacts<Said>([...this.said.map(({ event }) => event as Said), ...events]);
    this.said.splice(0, this.said.length, ...facts);
    return this;
  }

  /** What is recorded on a day, and then in the file. */
  on(day: CivilDate): string[] {
    const made = registerChanges(membershipOf(youthFacts(this.said)), this.said, {
      municipality: this.municipality, day, newSpell: () => factId(900 + (this.spells += 1)),
    });
    this.hears(...made);
    return made.map(({ type, data }) => {
      const { from, to = '…', began, ended = '…' } = data;
      const why = 'why' in data ? ` since ${data.why}` : '';
      return `${type} ${from} ${to}: ${began} → ${ended}${why}`;
    });
  }

  get spellsNow(): string[] {
    return recordedSpells(this.said, this.municipality).map(({ from, to = '…' }) => `${from} ${to}`);
  }

  get drift(): string[] {
    return daysOfDrift(membershipOf(youthFacts(this.said)), this.said, this.municipality)
      .map(({ from, to }) => `${from} ${to}`);
  }
}

const leaver = [numberAdded(), registeredIn({ municipality: '1480' }), schoolingOver()];
const opening = 'SpellOpened 2026-06-12 …: compulsory-schooling-over → …';

let kept: Kept;
beforeEach(() => { kept = new Kept().hears(...leaver); });

test('a spell is opened once it has begun, and not recorded twice', () => {
  expect(kept.on('2026-06-11')).toEqual([]);
  expect(kept.on('2026-06-12')).toEqual([opening]);
  expect(kept.on('2026-06-13')).toEqual([]);
});

test('it closes on the 20th birthday, by the passing of days alone', () => {
  kept.on('2026-06-12');
  expect(kept.on('2029-12-31')).toEqual([]);
  expect(kept.on('2030-01-01'))
    .toEqual(['SpellClosed 2026-06-12 2030-01-01: compulsory-schooling-over → turned-20']);
  expect(kept.spellsNow).toEqual(['2026-06-12 2030-01-01']);
});

test('whoever is placed for the autumn is not in it, and from the true date if nothing came of it', () => {
  kept.hears(placed({ validOn: '2026-07-01' }));
  expect(kept.on('2026-09-15')).toEqual([]);
  expect(kept.on('2026-09-16')).toEqual([opening]);
});

test('a spell that began and ended before anybody knew is opened and closed at once', () => {
  kept.hears(enrolled({ validOn: '2026-10-05' }));
  expect(kept.on('2026-11-01')).toEqual([
    opening,
    'SpellClosed 2026-06-12 2026-10-05: compulsory-schooling-over → began-national-programme',
  ]);
});

test('a late fact moves boundaries, and its withdrawal moves them back', () => {
  kept.on('2026-11-01');
  kept.hears(enrolled({ validOn: '2026-10-05' }), droppedOut({ validOn: '2026-10-20' }));
  expect(kept.on('2026-11-02')).toEqual([
    'SpellClosed 2026-06-12 2026-10-05: compulsory-schooling-over → began-national-programme',
    'SpellOpened 2026-10-20 …: interrupted → …',
  ]);
  const started = factId(5);
  kept.hears(schoolingWithdrawn({ withdraws: started, validOn: '2026-10-05' }));
  expect(kept.on('2026-11-03')).toEqual([
    'SpellVoided 2026-10-20 …: interrupted → … since part-of-another',
    'SpellCorrected 2026-06-12 …: compulsory-schooling-over → …',
  ]);
  expect(kept.spellsNow).toEqual(['2026-06-12 …']);
});

test('whoever should never have been in it is voided, with the reason, and stands in it no more', () => {
  kept.on('2026-10-01');
  kept.hears(died({ validOn: '2026-01-01' }));
  expect(kept.on('2026-10-02')).toEqual([
    'SpellVoided 2026-06-12 …: compulsory-schooling-over → … since not-responsible',
  ]);
  expect(kept.spellsNow).toEqual([]);
  expect(kept.on('2026-10-03')).toEqual([]);
});

test('a back-dated move takes the days from one register and gives them to the other', () => {
  kept.on('2026-10-01');
  kept.hears(registeredIn({ municipality: '1481', validOn: '2026-09-01' }));
  expect(kept.on('2026-10-02'))
    .toEqual(['SpellClosed 2026-06-12 2026-09-01: compulsory-schooling-over → no-longer-registered']);
  const there = new Kept('1481')
    .hears(...leaver, registeredIn({ municipality: '1481', validOn: '2026-09-01' }));
  expect(there.on('2026-10-02')).toEqual(['SpellOpened 2026-09-01 …: moved-in → …']);
});

test('each event names those that decide it', () => {
  const [made] = registerChanges(membershipOf(youthFacts(asFacts<Said>(leaver))), [], {
    municipality: '1480', day: '2026-10-01', newSpell: () => factId(900),
  });
  expect(made).toMatchObject({ data: { spell: factId(900), revision: 1, decidedBy: [factId(3)] } });
});

test('drift is told ahead: on which days the register will not be what it should', () => {
  expect(kept.drift).toEqual(['2026-06-12 9999-12-31']);
  kept.on('2026-06-12');
  expect(kept.drift).toEqual(['2030-01-01 9999-12-31']);
  kept.on('2030-01-01');
  expect(kept.drift).toEqual([]);
});
