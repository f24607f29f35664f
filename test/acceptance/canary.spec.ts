import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalTokenIssuer } from '../../src/api/authentication/local-token-issuer.js';
import { systemClock } from '../../src/infrastructure/system-clock.js';
import { elinEvent, elinExport } from '../support/elin-export.js';
import { type ServedProcess, serveProcess } from '../support/served-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/**
 * A planted name, street and number are searched for in every file, log line, metric and error after a run.
 * They may stand in read models while they are needed; after erasure they stand nowhere.
 */

const NUMBER = '200905022398';
const FAMILY_NAME = 'Kanariefågelsson';
const GIVEN_NAME = 'Zebulonia';
const STREET = 'Kvittergränd';
const CANARIES = [NUMBER, FAMILY_NAME, GIVEN_NAME, STREET];
/** Read models are for reading; nothing else may hold a word of it in the clear. */
const READ_MODELS = /^read\.db/;

const folder = temporaryFolder();
const data = folder.file('data');
const heard: string[] = [];
let server: ServedProcess;
let token: string;

const call = async (method: string, path: string, body?: string): Promise<string> => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(new URL(path, server.url), { method, body: body ?? null, headers });
  const text = await response.text();
  if (response.status >= 400) heard.push(text, JSON.stringify([...response.headers]));
  return text;
};

const start = async (): Promise<void> => {
  server = await serveProcess(data, { LIGGARE_LOG_LEVEL: 'trace' });
  const issuer = await LocalTokenIssuer.open(data, systemClock);
  token = await issuer.issue({ role: 'administrator', organisation: 'region' });
};

beforeAll(async () => {
  await start();
  await call('POST', '/v1/deliveries/elin', planted);
});
afterAll(async () => {
  await server.stop();
  folder.dispose();
});

const withAddress = (event: object): object => {
  const copy = structuredClone(event) as { Elev: { Person: Record<string, unknown> } };
  copy.Elev.Person['Folkbokforingsadress'] = {
    Utdelningsadress: `${STREET} 1`, Postnummer: '47500', Ort: 'Öckerö',
  };
  return copy;
};

const names = { givenName: GIVEN_NAME, familyName: FAMILY_NAME, number: NUMBER };
const planted = elinExport([
  elinEvent({ type: '8', name: 'Antagen', on: '2025-08-18', ...names }),
  withAddress(elinEvent({ type: '4', name: 'Uppdatering av adress', on: '2025-09-01', ...names })),
  elinEvent({ type: '999', name: FAMILY_NAME, on: '2025-09-01', ...names }),
  elinEvent({ type: '9', name: 'Avbrott', on: 'igår', ...names }),
]);

/** Files of the data folder that hold one of the canaries, as they lie on disk. */
const filesWithCanaries = (): string[] => readdirSync(data).filter((file) => {
  const bytes = readFileSync(join(data, file));
  return CANARIES.some((canary) => bytes.includes(Buffer.from(canary)));
});

const person = async (): Promise<string> => {
  const answer = await call('POST', '/v1/persons/search', JSON.stringify({ identityNumber: NUMBER }));
  return (JSON.parse(answer) as { person: string }).person;
};

const standsInReadModelsOnly = async (): Promise<void> => {
  const id = await person();
  const about = { validOn: '2025-08-20', givenName: GIVEN_NAME, familyName: FAMILY_NAME };
  const named = await call('POST', `/v1/persons/${id}/name`, JSON.stringify(about));
  const { position } = JSON.parse(named) as { position: string };
  await call('POST', `/v1/persons/${id}/name`, JSON.stringify({ ...about, [FAMILY_NAME]: NUMBER }));
  await call('POST', `/v1/persons/${id}/name`, `{"givenName": "${GIVEN_NAME}"`);
  await call('POST', '/v1/persons/search', JSON.stringify({ identityNumber: `${NUMBER}9` }));
  await call('GET', `/v1/caseload?studyPath=${GIVEN_NAME}&unit=${NUMBER}&nonsense=${FAMILY_NAME}`);
  await call('GET', `/v1/nothing/${NUMBER}`);
  await call('GET', `/v1/persons/${NUMBER}`);
  const shown = await call('GET', `/v1/caseload?date=2025-10-01&atLeast=${position}`);
  expect(shown).toContain(FAMILY_NAME);

  const metrics = await call('GET', '/metrics');
  const said = [server.said(), metrics, ...heard].join('\n');
  expect(CANARIES.filter((canary) => said.includes(canary))).toEqual([]);
  await server.stop();
  expect(filesWithCanaries().filter((file) => !READ_MODELS.test(file))).toEqual([]);
  await start();
};

const standsNowhereOnceErased = async (): Promise<void> => {
  const id = await person();
  const decision = { decision: 'KS 2026/1', scope: 'everything' };
  const erased = await call('POST', `/v1/persons/${id}/erasures`, JSON.stringify(decision));
  const { streams } = JSON.parse(erased) as { streams: { position: string }[] };
  const last = streams.map(({ position }) => position).sort().at(-1)!;
  const trail = await call('GET', `/v1/persons/${id}/trail`);
  expect(trail).toContain('"erased":true');
  await call('GET', `/v1/caseload?atLeast=${last}`); // a trail is read from the ledger, and waits for nothing
  await server.stop();
  expect(filesWithCanaries()).toEqual([]);
  expect(CANARIES.filter((canary) => server.said().includes(canary))).toEqual([]);
  await start();
};

test('what was planted is in read models only, in no log, metric or error; erased, nowhere', async () => {
  await standsInReadModelsOnly();
  await standsNowhereOnceErased();
});
