-- IMDb ids of links that are none become NULL and are logged.
insert into quarantine (file, line, "column", reason, action, raw)
select
    ':file' as file,
    line,
    'imdbId' as name,
    'not_a_number' as reason,
    'nulled' as action,
    imdb_delivered
from links
where imdb_id is null and imdb_delivered is not null;
