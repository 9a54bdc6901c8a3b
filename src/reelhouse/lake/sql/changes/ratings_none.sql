-- Where ratings that came and went are gathered, part by part.
create or replace table memory.change.come (
    user_id integer,
    movielens_id integer,
    rating decimal(2, 1),
    rated_at timestamptz
);

create or replace table memory.change.gone as
from memory.change.come;
