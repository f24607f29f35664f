// Run once by MongoDB's own image, before there is any data: a user for each of the three databases.
const { readFileSync } = require('fs');

for (const [database, user, secret] of [
  ['liggare', 'liggare', 'mongodb-read-user'], ['liggare-vault', 'liggare-vault', 'mongodb-vault-user'],
  ['liggare-fences', 'liggare-fences', 'mongodb-fences-user'],
]) {
  const pwd = readFileSync(`/run/secrets/${secret}`, 'utf8').trim();
  db.getSiblingDB(database).createUser({ user, pwd, roles: [{ role: 'readWrite', db: database }] });
}
