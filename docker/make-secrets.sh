#!/bin/sh
# Makes the secrets of a trial with docker-compose.yml, each at random; refuses where there are some already.
set -eu
cd "$(dirname "$0")/.." # beside docker-compose.yml, from wherever it is called
umask 077
mkdir secrets
random() { openssl rand -hex 24 > "secrets/$1"; }
random mongodb-admin
random mongodb-read-user
random mongodb-vault-user
random mongodb-fences-user
openssl rand -base64 512 > secrets/mongodb-keyfile
openssl rand -base64 32 > secrets/wrapping-key
openssl rand -base64 32 > secrets/local-token-key
address() { printf 'mongodb://%s:%s@mongodb/?replicaSet=rs0&authSource=%s' "$1" "$(cat "secrets/$2")" "$1"; }
address liggare mongodb-read-user > secrets/mongodb-url
address liggare-vault mongodb-vault-user > secrets/mongodb-vault-url
address liggare-fences mongodb-fences-user > secrets/mongodb-fences-url
printf 'esdb://kurrentdb:2113?tls=false' > secrets/kurrentdb-url
# The folder keeps others out. The user of the image is somebody else than you, and must read the files.
chmod 444 secrets/*
