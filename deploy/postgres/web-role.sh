#!/bin/sh
# The role that serves: it reads everything in the database, and writes nothing.
set -eu
psql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --set ON_ERROR_STOP=1 \
    --set password="$(cat "${WEB_PASSWORD_FILE:-/run/secrets/web_password}")" <<'SQL'
create role web login password :'password' in role pg_read_all_data;
alter role web set default_transaction_read_only = on;
alter role web set statement_timeout = '30s';
SQL
