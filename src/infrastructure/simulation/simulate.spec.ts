import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElinExportEvent } from '../../application/simulation/elin-export-event.js';
import type { SimulationOptions } from '../../application/simulation/simulated-pupils.js';
import { simulate, type SimulationReport } from './simulate.js';

let parent: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'simulate-'));
});

afterEach(() => rmSync(parent, { recursive: true, force: true }));

const simulated = (name: string, options: Partial<SimulationOptions> = {}): Promise<SimulationReport> =>
  simulate({
    folder: join(parent, name), truth: true, pupils: 300, seed: 42, schoolYear: '2025/2026', ...options,
  });

const textsIn = (name: string): [string, string][] => readdirSync(join(parent, name)).sort()
  .map((file) => [file, readFileSync(join(parent, name, file), 'utf8')]);
const digestOf = (name: string): string =>
  createHash('sha256').update(JSON.stringify(textsIn(name))).digest('hex');
const exportsIn = (name: string): { Fildatum: string; Handelses: ElinExportEvent[] }[] => textsIn(name)
  .filter(([file]) => file.startsWith('elin-')).map(([, text]) => JSON.parse(text));

/**
 * Pinned: the same on every machine and version of Node. When the simulation is changed on purpose it changes
 * too, and figures of benches made before can no longer be compared.
 */
const DIGEST = '292fcd875a5f21cd97f0da5cfeaa53d460aa69b1409e77bd6acdba357849723d';

test('the same seed and arguments give the same bytes, here and everywhere', async () => {
  await simulated('one');
  await simulated('two');
  expect(digestOf('two')).toBe(digestOf('one'));
  expect(digestOf('one')).toBe(DIGEST);
});

test('the report tells what is in the folder, and nothing else is there', async () => {
  const { files, unreported, notice } = await simulated('region');
  const counted = textsIn('region').map(([name, text]) => {
    if (name.endsWith('.json')) return [name, JSON.parse(text).Handelses.length];
    return [name, text.trim().split('\n').length - (name.endsWith('.csv') ? 1 : 0)];
  });
  const told = files.map(({ name, lines }) => [name, lines]);
  expect([...told, ['README.txt', notice.trim().split('\n').length]].sort()).toEqual(counted.sort());
  expect(unreported).toBe(0);
});

test('there is an export for each month; the first has everything from before the school year', async () => {
  await simulated('region');
  const files = exportsIn('region');
  expect(files.slice(0, 3).map(({ Fildatum }) => Fildatum))
    .toEqual(['2025-06-30 23:59:59', '2025-07-31 23:59:59', '2025-08-31 23:59:59']);
  let last = '';
  for (const { Fildatum, Handelses } of files) {
    for (const { Regdatum } of Handelses) {
      expect(Regdatum >= last && Regdatum <= Fildatum).toBe(true);
      last = Regdatum;
    }
  }
});

test('events have the fields of the export, by their own names', async () => {
  await simulated('region');
  const pathsOf = (value: unknown, path: string): string[] => {
    const isNested = typeof value === 'object' && !Array.isArray(value);
    const fields = Object.entries(isNested ? value as object : {});
    return fields.length === 0 ? [path] : fields.flatMap(([key, item]) => pathsOf(item, `${path}.${key}`));
  };
  const events = exportsIn('region').flatMap(({ Handelses }) => Handelses);
  const paths = new Set(events.flatMap((event) => pathsOf(event, '')).map((path) => path.slice(1)));
  expect([...paths].sort()).toEqual([
    'AndratDatum', 'Avflyttningskommum', 'Elev.Arskurs', 'Elev.Godmans', 'Elev.Idrott.Individuell',
    'Elev.Idrott.Namn', 'Elev.Idrott.Typ', 'Elev.Meritvarde', 'Elev.Person.Efternamn',
    'Elev.Person.Folkbokforingsadress.Ort', 'Elev.Person.Folkbokforingsadress.Postnummer',
    'Elev.Person.Folkbokforingsadress.Utdelningsadress', 'Elev.Person.Fornamn', 'Elev.Person.Kommunkod',
    'Elev.Person.Kontaktuppgift', 'Elev.Person.LMA', 'Elev.Person.Personnummer', 'Elev.Prisvariant',
    'Elev.Skola.CSNkod', 'Elev.Skola.Namn', 'Elev.Skola.Skolenhetkod', 'Elev.Skola.Skolformer',
    'Elev.Studievagkod', 'Elev.Vardnadshavares', 'Handelsedatum', 'Handelsenamn', 'Regdatum', 'Typid',
  ]);
});

test('files made early in the year end on their day', async () => {
  await simulated('early', { asOf: '2025-10-15' });
  expect(exportsIn('early').at(-1)!.Fildatum).toBe('2025-10-15 23:59:59');
});

test('a folder that holds anything is left alone', async () => {
  writeFileSync(join(parent, 'mine.txt'), 'mine');
  await expect(simulated('.')).rejects.toThrow('folder-not-empty');
  expect(readdirSync(parent)).toEqual(['mine.txt']);
});
