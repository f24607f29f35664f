import {
  caseDecisions, type DecidedSpell, endedByDecision,
} from '../../application/simulation/case-decisions.js';
import { type CaseStep, caseWork } from '../../application/simulation/case-work.js';
import type { WorkedSpell } from '../../application/simulation/plausibility.js';
import { Random } from '../../application/simulation/random.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { Period } from '../../domain/shared/period.js';
import type { ApiClient, Query } from '../api-client.js';
import { everyPage, MOST_ROWS, type Page } from '../pages.js';

/** A youth as worklists have one. */
export interface Youth {
  readonly person: string;
  readonly name: string | null;
  readonly municipality: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly began: string;
  readonly ended: string | null;
  readonly protected: boolean;
}

/** A sign that no school ever told of a youth. */
interface SignOfYouth {
  readonly person: string;
  readonly from: CivilDate;
  readonly evidence: readonly string[];
}

type Placed = Pick<Youth, 'person' | 'from'>;
type YouthWorkedWith = WorkedSpell & Youth & Pick<DecidedSpell, 'unheardOf'>;

export interface Recorded {
  readonly eventIds: readonly string[];
  readonly position: string;
}

export interface WorkToDo {
  readonly seed: number;
  /** Youths in the register on any of these days are worked with. */
  readonly days: readonly CivilDate[];
  /** What was done on these days is told, nothing else. */
  readonly told: Period;
  /** What worklists must at least know. */
  readonly atLeast?: string;
}

export interface WorkDone {
  readonly spells: readonly (WorkedSpell & Youth)[];
  readonly facts: number;
  /** Where the ledger was when the last of it was recorded, if anything was. */
  readonly position?: string;
}

/** So many youths are worked with at a time: what is recorded together shares a commit. */
const LANES = 16;

/**
 * Does what follow-up officers do, through the API: whom there is, is asked of the worklists. Ids are new in
 * every ledger, so youths are put in order by what is the same in each.
 */
export const doCaseWork = async (client: ApiClient, todo: WorkToDo): Promise<WorkDone> => {
  const found = await rowsOn<Youth>(client, '/v1/kaa/youths', todo);
  const signs = await rowsOn<SignOfYouth>(client, '/v1/kaa/signs', todo, { sign: 'no-school' });
  const youths = [...found.values()].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const spells = decidedOn(youths.map((youth, index): YouthWorkedWith => ({
    ...youth, steps: caseWork(Random.of(todo.seed, index), youth, todo.told),
    unheardOf: signs.get(placeOf(youth))?.evidence,
  })), todo);
  const positions: string[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let spell = spells[next++]; spell; spell = spells[next++]) {
      positions.push(...await record(client, spell));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return {
    spells: spells.map(endedByDecision), facts: positions.length, position: positions.sort().at(-1),
  };
};

/** Streams of chance far from those of the work. */
const DECISION_STREAM = 0x4000_0000;

const decidedOn = (
  spells: readonly YouthWorkedWith[], { seed, told }: WorkToDo,
): YouthWorkedWith[] => {
  const inOrder = [...spells].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const followers = new Map(inOrder.map((spell, index) => [spell, inOrder[index + 1]]));
  return spells.map((spell, index) => {
    const following = followers.get(spell);
    const next = following?.person === spell.person ? following : undefined;
    const decided = caseDecisions(Random.of(seed, DECISION_STREAM + index), spell, next, told);
    return { ...spell, steps: [...spell.steps, ...decided] };
  });
};

const orderOf = ({ name, from, to, municipality, began, ended, person }: Youth): string =>
  JSON.stringify([name, from, to, municipality, began, ended, person]);

const placeOf = ({ person, from }: Placed): string => `${person}|${from}`;

/** Everything on a list on any of the days, by whom it is about and from when. */
const rowsOn = async <R extends Placed>(
  client: ApiClient, list: string, { days, atLeast }: WorkToDo, more: Query = {},
): Promise<Map<string, R>> => {
  const found = new Map<string, R>();
  for (const date of days) {
    const { items } = await everyPage<Page<R>>(client, list, { ...more, date, sort: 'from', atLeast });
    for (const row of items) found.set(placeOf(row), row);
  }
  return found;
};

const OF_OFFER: readonly CaseStep['route'][] =
  ['kaa-measure-declines', 'kaa-measure-starts', 'kaa-measure-ends'];

/** Records the steps of one youth in order; where the ledger was after each. */
const record = async (
  client: ApiClient, { person, municipality, steps }: YouthWorkedWith,
): Promise<string[]> => {
  const positions: string[] = [];
  let [offer, plan] = ['', ''];
  for (const { route, on: validOn, said } of steps) {
    if (route === 'plan-erasures') {
      positions.push(await destroyPlan(client, person, plan));
      continue;
    }
    const ofOffer = OF_OFFER.includes(route) ? { offer } : {};
    const json = { validOn, source: 'case-worker', municipality, ...ofOffer, ...said };
    const { eventIds, position } = await client.post<Recorded>(`/v1/persons/${person}/${route}`, { json });
    if (route === 'kaa-measures') offer = eventIds[0]!;
    if (route === 'kaa-plans') plan = eventIds[0]!;
    positions.push(position);
  }
  return positions;
};

type Trail = Page<{ readonly id: string; readonly stream: string }>;

/** Destroys the words of a plan, and tells where the ledger was after it; that it was adopted stays. */
const destroyPlan = async (client: ApiClient, person: string, plan: string): Promise<string> => {
  const { items } = await client.get<Trail>(`/v1/persons/${person}/trail`, { limit: MOST_ROWS });
  const { stream } = items.find(({ id }) => id === plan)!;
  const json = { decision: 'Words that may not stand in a file' };
  return (await client.post<Recorded>(`/v1/streams/${stream}/erasures`, { json })).position;
};
