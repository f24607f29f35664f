// A process that claims numbers and opens a stream for each: `node claim-alone.mjs <file> <key> <count>`; the
// key is in base64. Prints the names of the streams as JSON.
import { Buffer } from 'node:buffer';
import { SodiumSealer } from '../../.build/src/infrastructure/sealing/sodium-sealer.js';
import { openSqliteVault } from '../../.build/src/infrastructure/vault/sqlite/sqlite-vault.js';

const [file, key, count] = process.argv.slice(2);
const vault = openSqliteVault({ file, wrappingKey: Buffer.from(key, 'base64'), sealer: new SodiumSealer() });
const streams = [];
for (let index = 0; index < Number(count); index += 1) {
  const person = await vault.claim(`number-${index}`);
  streams.push((await vault.openStream(person, 'person')).stream);
}
await vault.close();
process.stdout.write(JSON.stringify(streams));
