// A process to be killed: takes a region's deliveries in, runs commands beside, rebuilds, and says what it
// was promised on the way. Run again, it does the same again. Compiled code only: node itself starts it.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openEmbedded } from '../../dist/composition/embedded.js';

const [dataFolder, region, numbersFile] = process.argv.slice(2);
const files = JSON.parse(await readFile(join(region, 'files.json'), 'utf8'));
const numbers = JSON.parse(await readFile(numbersFile, 'utf8'));
const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

const liggare = await openEmbedded({ dataFolder });
const { intake, ledger, projections, store, vault } = liggare;

const deliver = async () => {
  for (const { kind, name } of files) {
    const bytes = createReadStream(join(region, name), { highWaterMark: 16 * 1024 });
    const { state } = await intake.receive({ kind, bytes, actor: 'fault', organisation: 'region' });
    say({ delivered: name, state });
  }
};

const contact = { validOn: '2026-02-02', source: 'case-worker', municipality: '1480', channel: 'phone' };

/** A command as the API runs it: one event in a stream of its own, acknowledged when it is durable. */
const attempt = async (number, index) => {
  const person = await vault.claim(number);
  const target = await ledger.personStream(person, 'kaa', contact.municipality);
  const context = { actor: 'fault', organisation: '1480', commandKey: `attempt-${index}` };
  const attempted = { type: 'ContactAttempted', data: contact };
  const receipt = await ledger.execute(target, contact, context, () => [attempted]);
  say({ acknowledged: receipt.eventIds });
};

const command = async () => {
  for (const [index, number] of numbers.entries()) await attempt(number, index);
};

await Promise.all([deliver(), command()]);
const projected = await projections.waitFor(await store.head(), 120_000);
await projections.rebuild([]);
await liggare.close();
say({ done: projected });
