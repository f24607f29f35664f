import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deliveryFormat } from '../../src/application/intake/delivery-formats.js';
import { isRefused } from '../../src/application/intake/reading/read-line.js';
import type { LineFacts } from '../../src/application/intake/statement.js';
import type { ElinExportEvent } from '../../src/application/simulation/elin-export-event.js';
import { priceListLines } from '../../src/application/simulation/price-list.js';
import { schoolYear } from '../../src/application/simulation/school-year.js';
import type { Legible } from '../../src/application/ledger/opened-event.js';
import {
  type SimulatedPupil, simulatedPupils, simulation,
} from '../../src/application/simulation/simulated-pupils.js';
import type { PupilTruth } from '../../src/application/simulation/truth.js';
import { kindOf } from '../../src/domain/catalogue.js';
import type { DeliveryKind } from '../../src/domain/delivery/events.js';
import type { PriceListEvent } from '../../src/domain/price-list/events.js';
import { pricesDuring } from '../../src/domain/price-list/match.js';
import { evolvePrices, noPrices, type Prices } from '../../src/domain/price-list/state.js';
import type { SchoolingFact } from '../../src/domain/schooling/standing.js';
import { schoolingHistory } from '../../src/domain/schooling/timelines.js';
import { addDays } from '../../src/domain/shared/civil-date.js';
import { readRegionData } from '../../src/infrastructure/simulation/region-files.js';
import { simulate } from '../../src/infrastructure/simulation/simulate.js';
import { caseload } from '../../src/projections/caseload/caseload.js';
import { readAll, utf8 } from '../support/pieces.js';
import { referencesAfter } from '../support/references-after.js';
import { eventsOf } from '../support/simulated-events.js';

// The simulation tells what happened twice: as late, wrong and withdrawn reports, and as what is true.
// Reports read by the intake and folded by the domain must come out as what is true, for every pupil.

const PUPILS = 1_500;
const SEED = 77;
const NO_LISTS = { riksprislistaVariants: [] };
const REGION = { pupils: PUPILS, seed: SEED, schoolYear: '2025/2026' };

/** After the deadline for summer placements, and after all is reported. */
const LOOKED_AT = '2026-09-30';
const DAYS = [
  '2025-07-15', '2025-09-05', '2025-10-20', '2026-01-01', '2026-03-17', '2026-05-31', '2026-07-01',
];

let pupils: readonly SimulatedPupil[];

beforeAll(() => {
  pupils = [...simulatedPupils(readRegionData(), simulation(REGION))];
});

const idOf = (index: number): string => String(index).padStart(4, '0');

const historyOf = (pupil: SimulatedPupil) => {
  const facts = eventsOf(pupil).map((event, index) => ({ id: idOf(index), event }));
  const of = (category: string) => facts.filter(({ event }) => kindOf(event.type).category === category);
  return schoolingHistory(of('schooling') as SchoolingFact[], of('document') as never);
};

type Rows = { collection: string; document: Record<string, unknown> }[];
const rowsMade = new Map<SimulatedPupil, Rows>();

/** The rows of the caseload, as it is looked at when all is known. */
const rowsOf = (pupil: SimulatedPupil): Rows => {
  const made = rowsMade.get(pupil) ?? makeRows(pupil);
  rowsMade.set(pupil, made);
  return made;
};

const makeRows = (pupil: SimulatedPupil): Rows => {
  const handled = new Set(caseload.handles.map(({ type }) => type));
  const document = eventsOf(pupil).map((event, index) => ({ ...event, id: idOf(index) }))
    .filter(({ type }) => handled.has(type))
    .map((event) => ({ ...event, category: kindOf(event.type).category }) as unknown as Legible)
    .reduce((facts, event) => caseload.evolve(facts, event), caseload.init('pupil'));
  return caseload.contribute(document, referencesAfter(caseload.references, []), 'pupil').rows
    .filter(({ document: row }) => String(row.since) <= LOOKED_AT && LOOKED_AT < String(row.until));
};

const covers = (period: { from?: unknown; to?: unknown }, day: string): boolean =>
  String(period.from) <= day && day < String(period.to);

/** For each pupil and day, what the product knows beside what is true. */
const compare = (
  known: (row: Record<string, unknown>) => unknown, collection: string,
  real: (truth: PupilTruth, day: string) => unknown[], among = pupils,
): void => {
  for (const pupil of among) {
    const rows = rowsOf(pupil).filter((row) => row.collection === collection).map(({ document }) => document);
    for (const day of DAYS) {
      const found = rows.filter((row) => covers(row, day)).map(known).sort();
      expect({ pupil: pupil.truth.pupil, day, found })
        .toEqual({ pupil: pupil.truth.pupil, day, found: real(pupil.truth, day).sort() });
    }
  }
};

const sorted = <T>(items: readonly T[]): string[] => items.map((item) => JSON.stringify(item)).sort();

/** Neighbouring spans of one study path are one. */
const pathsOf = (spans: readonly { studyPath: string; from: string }[]): string[] => spans
  .filter(({ studyPath }, index) => studyPath !== spans[index - 1]?.studyPath)
  .map(({ studyPath, from }) => `${studyPath} from ${from}`);

const cut = (pauses: readonly { from: string; to: string }[], end: string) =>
  pauses.map(({ from, to }) => ({ from, to: to < end ? to : end }));

/** What ends by a decision on absence is a dropout for ELIN, which has no word for such a decision. */
const asElin = (ended: string | undefined): string | undefined => (ended === 'absence' ? 'dropout' : ended);

describe('out of late, wrong and withdrawn reports come, as they truly were,', () => {
  test('stays, study paths, breaks and endings', () => {
    for (const pupil of pupils) {
      const known = historyOf(pupil).timelines.at(-1)!.stays.map(({ unit, from, to, ended, spans, breaks }) =>
        ({ unit, from, to, ended: asElin(ended), paths: pathsOf(spans), breaks: cut(breaks, to) }));
      const real = pupil.truth.stays.map(({ unit, from, to, ended, studyPaths, breaks }) =>
        ({ unit, from, to, ended, paths: pathsOf(studyPaths), breaks: cut(breaks, to) }));
      expect({ pupil: pupil.truth.pupil, stays: sorted(known) })
        .toEqual({ pupil: pupil.truth.pupil, stays: sorted(real) });
    }
  });

  test('who belongs to which municipality', () => {
    const placed = (truth: PupilTruth, day: string) => truth.stays.filter((stay) => covers(stay, day));
    const municipality = (truth: PupilTruth, day: string) =>
      truth.municipalities.find((period) => covers(period, day))?.municipality ?? '';
    compare((row) => row.municipality, 'placements', (truth, day) =>
      placed(truth, day).map(() => municipality(truth, day)));
  });

  test('who is to be followed up', () => {
    const others = pupils.filter(({ truth }) =>
      truth.followUp.every(({ because }) => because !== 'study-certificate'));
    compare(() => 'outside', 'left', (truth, day) =>
      truth.followUp.filter((period) => covers(period, day)).map(() => 'outside'), others);
  });

  test('who two schools claim', () => {
    compare((row) => row.unit, 'overlaps', (truth, day) =>
      truth.overlaps.filter((period) => covers(period, day)).flatMap(({ units }) => units));
  });
});

describe('prices', () => {
  const { units, prices } = readRegionData();
  const principals = new Map(units.map(({ unit, principalKind }) => [unit, principalKind]));

  /** The price list as the intake reads it. */
  const listed = (): Prices => {
    const lines = [...priceListLines(prices, schoolYear(REGION.schoolYear))].join('\n');
    const { reader, interpret } = deliveryFormat('price-list', NO_LISTS);
    return readAll(reader, [utf8(lines)]).lines
      .flatMap((line) => interpret((line as { value: unknown }).value).statements)
      .reduce((list, { event }, index) => evolvePrices(list, idOf(index), event as PriceListEvent), noPrices);
  };

  const hasPriceOn = (list: Prices, { Handelsedatum, Elev }: ElinExportEvent, day: string): boolean => {
    const unit = Elev.Skola.Skolenhetkod;
    const place = {
      unit, principal: principals.get(unit)!, studyPath: Elev.Studievagkod, variant: Elev.Prisvariant,
      educationBegan: Handelsedatum.slice(0, 10),
    };
    return pricesDuring(list, place, { from: day, to: addDays(day, 1) })
      .every(({ price }) => price !== undefined);
  };

  test('are there for every place from first to last, but for the variant that has none on purpose', () => {
    const list = listed();
    const isPriced = (event: ElinExportEvent): boolean =>
      [event.Handelsedatum.slice(0, 10), '2026-05-01'].every((day) => hasPriceOn(list, event, day));
    const unpriced = pupils.flatMap(({ elin }) => elin.map(({ line }) => JSON.parse(line) as ElinExportEvent))
      .filter(({ Elev }) => principals.has(Elev.Skola.Skolenhetkod))
      .filter((event) => !isPriced(event));
    expect(new Set(unpriced.map(({ Elev }) => Elev.Prisvariant))).toEqual(new Set(['Lit']));
  });
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

describe('the files', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'simulated-region-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const linesOf = (kind: DeliveryKind, name: string): LineFacts[] => {
    const { reader, interpret } = deliveryFormat(kind, NO_LISTS);
    const { lines, problem } = readAll(reader, [readFileSync(join(folder, name))]);
    expect({ name, problem, refused: lines.filter(isRefused) }).toEqual({ name, refused: [] });
    return lines.map((line) => interpret((line as { value: unknown }).value));
  };

  test('are read by the intake, every line of them', async () => {
    const { files } = await simulate({ ...REGION, pupils: 400, folder });
    for (const { kind, name, lines } of files) {
      if (kind !== 'truth') expect({ name, lines: linesOf(kind, name).length }).toEqual({ name, lines });
    }
  });
});
