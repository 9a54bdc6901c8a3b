-- Films as delivered: text, with a hash of all of it to tell copies by.
select
    *,
    hash(*columns(* exclude (line))) as content
from incoming
