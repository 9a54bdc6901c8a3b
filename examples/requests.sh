#!/bin/sh
# The HTTP API by curl, against a running `reelhouse serve`:
#   sh examples/requests.sh [ADDRESS]
# A token, where one is asked for, is taken from the variable TOKEN.
set -eu

api="${1:-http://127.0.0.1:8000}/api/v1"

ask() {
    curl --fail --silent --show-error ${TOKEN:+--header "Authorization: Bearer $TOKEN"} "$@"
}

echo "== Which reports there are, with their columns and filters (JSON)"
ask "$api/reports" | head -c 300
echo

echo "== A report of one year as CSV: the ending of the path says so"
ask "$api/reports/company-revenue.csv?year=1995"

echo "== The most popular genre of each year, by another measure; the first page"
ask "$api/reports/genre-popularity?measure=weighted_rating&statistic=mean&limit=2"
echo

echo "== Where the next page is stands in the header Link"
ask --output /dev/null --dump-header - "$api/reports/genre-popularity?limit=2" | grep -i '^link:'

echo "== What the answer covers stands in the header Reelhouse-Scope, whatever the format"
ask --output /dev/null --dump-header - "$api/reports/genre-budget.csv" | grep -i '^reelhouse-scope:'

echo "== The film with the largest revenue, and all that hangs on it"
film=$(ask "$api/movies.csv?sort=revenue&order=desc&limit=1" | tail -n 1 | cut -d , -f 1)
ask "$api/movies/$film" | head -c 300
echo

echo "== The same question again costs nothing while no delivery has been loaded: 304"
etag=$(ask --output /dev/null --dump-header - "$api/genres" | tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p')
ask --output /dev/null --write-out '%{http_code}\n' --header "If-None-Match: $etag" "$api/genres"

echo "== A question that is wrong is told what is allowed: 400"
curl --silent ${TOKEN:+--header "Authorization: Bearer $TOKEN"} "$api/reports/genre-budget?yaer=1995"
