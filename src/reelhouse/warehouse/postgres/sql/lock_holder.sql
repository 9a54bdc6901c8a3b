-- Who holds the lock: the process of the server, where it was called from, and since when.
select
    'session ' || activity.pid
    || coalesce(' from ' || host(activity.client_addr), '')
    || to_char(activity.backend_start at time zone 'UTC', '", since "HH24:MI:SS" UTC,"')
from pg_locks as held
inner join pg_stat_activity as activity on held.pid = activity.pid
inner join pg_database as place on held.database = place.oid
where
    held.locktype = 'advisory'
    and held.granted
    and held.classid = 0
    and held.objid = :number
    and place.datname = current_database()
