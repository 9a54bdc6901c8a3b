#!/bin/sh
# Makes what `compose.yaml` keeps secret, once: passwords, and tokens for Prometheus and for you.
# Needs the command `reelhouse` for the tokens: the one of `make install`, or of the image.
set -eu
cd "$(dirname "$0")"
reelhouse="${REELHOUSE:-../.venv/bin/reelhouse}"

if [ -e secrets ]; then
    echo "deploy/secrets is there already: nothing was changed" >&2
    exit 0
fi

umask 077
made=secrets.new
rm -rf "$made"
mkdir -p "$made" deliveries

random() {
    od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

for role in loader web; do
    password=$(random)
    printf '%s' "$password" >"$made/${role}_password"
    printf 'postgres:5432:films:%s:%s\n' "$role" "$password" >"$made/${role}_pgpass"
done
random >"$made/grafana_password"
"$reelhouse" token create prometheus --role operator --tokens "$made/tokens" >"$made/prometheus_token"
yours=$("$reelhouse" token create operator --role operator --tokens "$made/tokens")
mv "$made" secrets

echo "Your token, which is shown once: $yours"
echo "It is the password at http://127.0.0.1:8000/, with any name."
