import { event } from '../shared/event.js';
import { type CivilDate, FOREVER, later } from '../shared/civil-date.js';
import type { Fact, FactTimes } from '../shared/fact-order.js';
import { covering, overlap, type Period } from '../shared/period.js';
import { CONDITIONS } from './condition-names.js';
import { DAWN } from './condition-period.js';
import type { Membership } from './membership.js';
import {
  type RegisterEvent, registerKinds, SpellClosed, SpellCorrected, SpellOpened, SpellVoided,
} from './register-events.js';
import type { Entry, Exit } from './spell-codes.js';
import { registerStanding, type Spell } from './spells.js';

/** A spell as it stands in the register of a municipality. */
export interface RegisteredSpell {
  readonly from: CivilDate;
  /** None while it is open. */
  readonly to?: CivilDate;
  readonly began: Entry;
  readonly ended?: Exit;
}

/** A spell that was recorded, by what it is known by. */
export interface RecordedSpell extends RegisteredSpell {
  readonly spell: string;
  readonly revision: number;
}

type Recorded = Fact<{ type: string; data: FactTimes }>;

const REGISTER_TYPES = new Set<string>(registerKinds.map(({ type }) => type));

/** Whether a fact of a file is of its register, and nothing that anybody said. */
export const isOfRegister = ({ event: { type } }: Recorded): boolean => REGISTER_TYPES.has(type);

/** What was recorded of registers, out of everything in files; in any order. */
const recordedIn = (facts: readonly Recorded[]): RegisterEvent[] =>
  facts.filter(isOfRegister).map((fact) => fact.event as RegisterEvent);

const recordedOf = (facts: readonly Recorded[], municipality: string): RegisterEvent[] =>
  recordedIn(facts).filter(({ data }) => data.municipality === municipality);

/** The spells that stand in a municipality's register, by their first day; voided ones do not. */
export const recordedSpells = (facts: readonly Recorded[], municipality: string): RecordedSpell[] =>
  spellsIn(recordedOf(facts, municipality));

/** The event by which the register of a municipality has had a spell from; none while it is not recorded. */
export const openingOf = (
  { municipality, from }: Pick<Spell, 'municipality' | 'from'>, facts: readonly Recorded[],
): string | undefined => {
  const recorded = recordedSpells(facts, municipality).find((spell) => spell.from === from);
  return recorded && facts.find(({ event: { type, data } }) =>
    type === SpellOpened.type && (data as RegisterEvent['data']).spell === recorded.spell)?.id;
};

const spellsIn = (recorded: readonly RegisterEvent[]): RecordedSpell[] => {
  const newest = new Map<string, RegisterEvent>();
  for (const each of recorded) {
    const known = newest.get(each.data.spell);
    if (!known || known.data.revision < each.data.revision) newest.set(each.data.spell, each);
  }
  return [...newest.values()].filter(({ type }) => type !== SpellVoided.type)
    .map(({ data: { spell, revision, from, to, began, ended } }) =>
      ({ spell, revision, from, to, began, ended }))
    .sort((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)));
};

/** A computed spell as the register should have it for who looks on a day. */
interface Wanted extends RegisteredSpell {
  readonly openedBy: readonly string[];
  readonly closedBy: readonly string[];
}

/** The spells that a municipality's register should have on a day, and no later ones. */
export const registerOn = (
  { spells }: Pick<Membership, 'spells'>, municipality: string, day: CivilDate,
): RegisteredSpell[] => wantedOn(spells, municipality, day)
  .map(({ from, to, began, ended }) => ({ from, to, began, ended }));

const wantedOn = (spells: readonly Spell[], municipality: string, day: CivilDate): Wanted[] => spells
  .filter((spell) => spell.municipality === municipality && spell.from <= day)
  .filter((spell) => registerStanding(spell, day) === 'registered')
  .map(({ from, to, began, ended, openedBy, closedBy }) => (to <= day
    ? { from, to, began, ended, openedBy, closedBy } : { from, began, openedBy, closedBy: [] }));

export interface Keeping {
  readonly municipality: string;
  /** The day one looks: nothing that is to come is recorded. */
  readonly day: CivilDate;
  /** Ids for spells that are new, by their number in this round. */
  readonly newSpell: (index: number) => string;
}

/**
 * What is to be recorded so that the register of a municipality has the spells that follow from the facts:
 * none that should not be there, those that are with their true boundaries, and the rest. Nothing, where the
 * two agree.
 */
export const registerChanges = (
  membership: Membership, facts: readonly Recorded[], keeping: Keeping,
): RegisterEvent[] => changesTo(recordedSpells(facts, keeping.municipality), membership, keeping);

const changesTo = (
  spells: readonly RecordedSpell[], membership: Membership, { municipality, day, newSpell }: Keeping,
): RegisterEvent[] => {
  const wanted = wantedOn(membership.spells, municipality, day);
  const { pairs, unwanted, missing } = matched(spells, wanted);
  return [
    ...unwanted.map((spell) => voided(spell, municipality, membership)),
    ...pairs.flatMap(([recorded, spell]) => corrected(recorded, spell, municipality)),
    ...missing.flatMap((spell, index) => opened(spell, municipality, newSpell(index))),
  ];
};

interface Matched {
  readonly pairs: readonly (readonly [RecordedSpell, Wanted])[];
  readonly unwanted: readonly RecordedSpell[];
  readonly missing: readonly Wanted[];
}

const daysOf = ({ from, to = FOREVER }: RegisteredSpell): Period => ({ from, to });

/** Which recorded spell is which computed one: of the same first day, else the first that shares a day. */
const matched = (recorded: readonly RecordedSpell[], wanted: readonly Wanted[]): Matched => {
  const pairs = new Map<Wanted, RecordedSpell>();
  const taken = new Set<RecordedSpell>();
  const pair = (isSame: (one: RecordedSpell, spell: Wanted) => boolean): void => {
    for (const spell of wanted) {
      const found = pairs.has(spell) ? undefined
        : recorded.find((one) => !taken.has(one) && isSame(one, spell));
      if (!found) continue;
      pairs.set(spell, found);
      taken.add(found);
    }
  };
  pair((one, spell) => one.from === spell.from);
  pair((one, spell) => overlap(daysOf(one), daysOf(spell)));
  return {
    pairs: [...pairs].map(([spell, one]) => [one, spell] as const),
    unwanted: recorded.filter((one) => !taken.has(one)),
    missing: wanted.filter((spell) => !pairs.has(spell)),
  };
};

const opened = (spell: Wanted, municipality: string, id: string): RegisterEvent[] => {
  const { from, to, began, openedBy } = spell;
  const first = event(SpellOpened, {
    validOn: from, municipality, spell: id, revision: 1, from, began, decidedBy: [...openedBy],
  });
  return to === undefined ? [first]
    : [first, closed({ spell: id, revision: 1, from, began }, spell, municipality)];
};

const closed = (
  { spell, revision }: RecordedSpell, { from, to, began, ended, closedBy }: Wanted, municipality: string,
): RegisterEvent => event(SpellClosed, {
  validOn: to!, municipality, spell, revision: revision + 1, from, to, began, ended, decidedBy: [...closedBy],
});

const corrected = (recorded: RecordedSpell, wanted: Wanted, municipality: string): RegisterEvent[] => {
  const beginsTheSame = recorded.from === wanted.from && recorded.began === wanted.began;
  const endsTheSame = recorded.to === wanted.to && recorded.ended === wanted.ended;
  if (beginsTheSame && endsTheSame) return [];
  if (beginsTheSame && recorded.to === undefined) return [closed(recorded, wanted, municipality)];
  const { from, to, began, ended, openedBy, closedBy } = wanted;
  return [event(SpellCorrected, {
    validOn: from, municipality, spell: recorded.spell, revision: recorded.revision + 1,
    from, to, began, ended,
    decidedBy: [...(beginsTheSame ? [] : openedBy), ...(endsTheSame ? [] : closedBy)],
  })];
};

const voided = (
  { spell, revision, from, to, began, ended }: RecordedSpell, municipality: string, membership: Membership,
): RegisterEvent => event(SpellVoided, {
  validOn: from, municipality, spell, revision: revision + 1, from, to, began, ended,
  ...reasonAgainst(from, municipality, membership),
});

/** Why a spell that begins on a day should not be there: the first condition that does not hold then. */
const reasonAgainst = (
  day: CivilDate, municipality: string, { conditions, responsible, spells }: Membership,
): Pick<Extract<RegisterEvent, { type: 'SpellVoided' }>['data'], 'why' | 'decidedBy'> => {
  for (const condition of CONDITIONS) {
    const { holds, decidedBy } = covering(conditions[condition], day)!;
    if (!holds) return { why: condition, decidedBy: [...decidedBy] };
  }
  const home = covering(responsible, day);
  if (home?.municipality !== municipality) {
    return { why: 'not-responsible', decidedBy: [...home?.decidedBy ?? []] };
  }
  const spell = covering(spells, day)!;
  const waits = spell.startedInTime || spell.waitsUntil !== undefined;
  return { why: waits ? 'awaiting-start' : 'part-of-another', decidedBy: [...spell.openedBy] };
};

/** Municipalities whose register has something of somebody, or should have it some day. */
export const municipalitiesConcerned = (
  { spells }: Pick<Membership, 'spells'>, facts: readonly Recorded[],
): string[] => {
  const recorded = recordedIn(facts).map(({ data }) => data.municipality);
  return [...new Set([...spells.map(({ municipality }) => municipality), ...recorded])].sort();
};

/**
 * The days of looking on which a municipality's register is not what it should be, from the last day that
 * something recorded is about. What is open today is due on the day it ends, and so on for ever: nothing has
 * to happen for that day to come.
 */
export const daysOfDrift = (
  membership: Membership, facts: readonly Recorded[], municipality: string,
): Period[] => {
  const recorded = recordedOf(facts, municipality);
  const spells = spellsIn(recorded);
  const kept = recorded.reduce((day, { data }) => later(day, data.validOn), DAWN);
  const turns = membership.spells.filter((spell) => spell.municipality === municipality)
    .flatMap(({ from, to, waitsUntil = from }) => [from, to, waitsUntil])
    .filter((day) => day > kept && day < FOREVER);
  const bounds = [kept, ...[...new Set(turns)].sort(), FOREVER];
  const drift: { from: CivilDate; to: CivilDate }[] = [];
  bounds.slice(0, -1).forEach((day, index) => {
    if (changesTo(spells, membership, { municipality, day, newSpell: () => '' }).length === 0) return;
    const last = drift.at(-1);
    if (last?.to === day) last.to = bounds[index + 1]!;
    else drift.push({ from: day, to: bounds[index + 1]! });
  });
  return drift;
};
