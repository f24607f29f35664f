// Whether this member can be written to; makes it a replica set of one where it is none yet.
const { readFileSync } = require('fs');

const password = readFileSync('/run/secrets/mongodb-admin', 'utf8').trim();
const admin = new Mongo(`mongodb://admin:${password}@127.0.0.1/?directConnection=true`).getDB('admin');
if (!admin.runCommand({ hello: 1 }).setName) {
  admin.runCommand({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: 'mongodb:27017' }] } });
}
const { setName, isWritablePrimary } = admin.runCommand({ hello: 1 });
if (!setName || !isWritablePrimary) quit(1);
