import { readdirSync, readFileSync } from 'node:fs';
import { openEvent } from '../../src/application/ledger/event-codec.js';
import type { Legible } from '../../src/application/ledger/opened-event.js';
import type { StoredEvent } from '../../src/application/ports/event-store.js';
import { categories, eventKinds, kindOf } from '../../src/domain/catalogue.js';
import type { Category } from '../../src/domain/shared/event.js';
import { misfitIn } from '../../src/domain/shared/misfit.js';
import { SodiumSealer } from '../../src/infrastructure/sealing/sodium-sealer.js';
import { readModels } from '../../src/composition/read-models.js';
import { referencesOf, SOMEONE } from '../support/folded.js';
import { wholeContribution } from '../support/whole-contribution.js';

/**
 * Events as ledgers hold them: of every type and version that was ever written one with all that it may say,
 * and one with the least. Lines are added, one or two for every new type or version, and never changed: a
 * change of a schema that cannot read them must raise the version and bring a step (upcast.ts).
 */
interface Fixture {
  readonly type: string;
  readonly version: number;
  readonly data: unknown;
}

const folder = new URL('../fixtures/events/', import.meta.url);
const fixtures = readdirSync(folder).flatMap((file) =>
  readFileSync(new URL(file, folder), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Fixture));

const sealer = new SodiumSealer();
const key = sealer.newKey();

/** The stored bytes of a fixture, sealed as the version that wrote them did. */
const stored = ({ type, version, data }: Fixture): StoredEvent => {
  const category = categoryFor(type);
  const stream = `${category}-1`;
  const plain = new TextEncoder().encode(JSON.stringify(data));
  const place = new TextEncoder().encode(`${stream}|0|${type}|${version}`);
  const isSealed = categories[category].sealed && kindOf(type).category !== 'erasure';
  return {
    position: '1', stream, revision: 0, id: '00000000-0000-4000-8000-000000000001', type, version,
    recordedAt: Date.parse('2026-06-01T10:00:00Z'), meta: { actor: 'a', organisation: 'o', commandId: 'c' },
    payload: isSealed ? sealer.seal(key, plain, place) : plain,
  };
};

/** An erasure mark may end any stream about a person. */
const categoryFor = (type: string): Category => {
  const { category } = kindOf(type);
  return category === 'erasure' ? 'schooling' : category;
};

const opened = (fixture: Fixture): Legible => {
  const event = stored(fixture);
  const keyed = {
    stream: event.stream, person: SOMEONE, madeFor: SOMEONE, category: categoryFor(fixture.type), case: '',
    state: 'active', key,
  } as const;
  return openEvent(sealer, event, keyed) as Legible;
};

test('every version of every type of event has a fixture', () => {
  const written = new Set(fixtures.map(({ type, version }) => `${type} ${version}`));
  const all = eventKinds.flatMap(({ type, version }) =>
    Array.from({ length: version }, (_, index) => `${type} ${index + 1}`));
  expect(all.filter((one) => !written.has(one))).toEqual([]);
});

test('what was stored opens, and is what the schema of today says', () => {
  const misfits = fixtures.map((fixture) => [fixture.type, fixture.version, misfitOf(fixture)]);
  expect(misfits.filter(([, , misfit]) => misfit !== undefined)).toEqual([]);
});

const misfitOf = (fixture: Fixture): string | undefined => {
  const misfit = misfitIn(kindOf(fixture.type), opened(fixture).data);
  return misfit && `${misfit.path}: ${misfit.message}`;
};

test.each(readModels().map((model) => [model.name, model] as const))('%s folds all of it', (_, model) => {
  const handled = new Set(model.handles.map(({ type }) => type));
  const events = fixtures.filter(({ type }) => handled.has(type)).map(opened);
  expect(events.length).toBeGreaterThan(0);
  const references = Object.fromEntries(model.references.map((reference) => {
    const types = new Set(reference.handles.map(({ type }) => type));
    const said = fixtures.filter(({ type }) => types.has(type)).map(opened);
    return [reference.name, said.reduce((value, event) => reference.evolve(value, event), reference.init())];
  }));
  const document = events.reduce((folded, event) => model.evolve(folded, event), model.init(SOMEONE));
  expect(wholeContribution(model, document, referencesOf(model, references), SOMEONE)).toHaveProperty('rows');
});
