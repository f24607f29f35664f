import { elinLine } from '../../src/application/intake/elin/elin-line.js';
import type { PersonLine } from '../../src/application/intake/statement.js';
import {
  type SimulatedPupil, simulatedPupils, simulation,
} from '../../src/application/simulation/simulated-pupils.js';
import { type DocumentFact, type SchoolingFact } from '../../src/domain/schooling/standing.js';
import { schoolingHistory } from '../../src/domain/schooling/timelines.js';
import { documentKinds, schoolingKinds } from '../../src/domain/schooling/events.js';
import type { EventKind } from '../../src/domain/shared/event.js';
import { readRegionData } from '../../src/infrastructure/simulation/region-files.js';

// The simulation tells what happened twice: as late, wrong and withdrawn reports, and as what is true.
// Reports read by the intake and folded by the domain must come out as what is true, for every pupil.

const PUPILS = 3_000;
const SEED = 77;

let pupils: readonly SimulatedPupil[];

beforeAll(async () => {
  const options = simulation({ pupils: PUPILS, seed: SEED, schoolYear: '2025/2026' });
  pupils = [...simulatedPupils(await readRegionData(), options)];
});

const typesOf = (kinds: readonly Pick<EventKind, 'type'>[]): Set<string> =>
  new Set(kinds.map(({ type }) => type));
const ofSchooling = typesOf(schoolingKinds);
const ofDocuments = typesOf(documentKinds);

/** What the files say of a pupil, as facts; numbers of the facts stand in for event ids. */
const factsOf = (pupil: SimulatedPupil) => pupil.elin
  .flatMap(({ line }) => (elinLine(JSON.parse(line)) as PersonLine).statements)
  .map(({ event }, index) => ({ id: String(index).padStart(4, '0'), event }));

const historyOf = (pupil: SimulatedPupil) => {
  const facts = factsOf(pupil);
  return schoolingHistory(
    facts.filter(({ event }) => ofSchooling.has(event.type)) as SchoolingFact[],
    facts.filter(({ event }) => ofDocuments.has(event.type)) as DocumentFact[],
  );
};

/** The stays as they stand when looked at after the deadline for summer placements. */
const stays = (pupil: SimulatedPupil) => historyOf(pupil).timelines.at(-1)!.stays;

const sorted = <T>(items: readonly T[]): string[] => items.map((item) => JSON.stringify(item)).sort();

/** Neighbouring spans of one study path are one. */
const pathsOf = (spans: readonly { studyPath: string; from: string }[]): string[] => spans
  .filter(({ studyPath }, index) => studyPath !== spans[index - 1]?.studyPath)
  .map(({ studyPath, from }) => `${studyPath} from ${from}`);

const cut = (pauses: readonly { from: string; to: string }[], end: string) =>
  pauses.map(({ from, to }) => ({ from, to: to < end ? to : end }));

test('stays, study paths, breaks and endings come out as they truly were', () => {
  for (const pupil of pupils) {
    const known = stays(pupil).map(({ unit, from, to, ended, spans, breaks }) =>
      ({ unit, from, to, ended, paths: pathsOf(spans), breaks: cut(breaks, to) }));
    const real = pupil.truth.stays.map(({ unit, from, to, ended, studyPaths, breaks }) =>
      ({ unit, from, to, ended, paths: pathsOf(studyPaths), breaks: cut(breaks, to) }));
    expect({ pupil: pupil.truth.pupil, stays: sorted(known) })
      .toEqual({ pupil: pupil.truth.pupil, stays: sorted(real) });
  }
});

test('every removal finds what it removes, and no report is left without a placement', () => {
  for (const pupil of pupils) {
    const { waiting, timelines } = historyOf(pupil);
    const anomalies = timelines.at(-1)!.anomalies;
    expect({ pupil: pupil.truth.pupil, waiting, anomalies })
      .toEqual({ pupil: pupil.truth.pupil, waiting: [], anomalies: [] });
  }
});

test('the simulation has what makes this hard: late, wrong and withdrawn reports, and overlaps', () => {
  const happenings = new Set(pupils.map(({ truth }) => truth.traits.happening));
  expect([...happenings]).toEqual(expect.arrayContaining([
    'dropout-removed', 'admission-at-wrong-school', 'transfer-removed', 'overlaps',
  ]));
  expect(pupils.some(({ truth }) => truth.overlaps.length > 0)).toBe(true);
});
