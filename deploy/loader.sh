#!/bin/sh
# Loads what has arrived in /deliveries, again and again. What is in the lake already is known by
# its content and costs next to nothing; one that fails keeps none of the others from loading.
set -u
every="${LOAD_EVERY_SECONDS:-3600}"
deliveries="${DELIVERIES:-/deliveries}"

while :; do
    if [ -n "$(ls -A "$deliveries")" ]; then
        reelhouse backfill "$deliveries" || echo "the load ended with $?; the next try is in $every s" >&2
    fi
    sleep "$every" &
    wait $!
done
