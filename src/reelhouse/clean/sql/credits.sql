-- What one delivery's credits tell: who worked on which film.

create or replace temp view credit_list as
select id as movie_id
from credits
order by movie_id;

create or replace temp view cast_item as
select
    line,
    id as movie_id,
    unnest("cast") as item
from credits;

create or replace temp view crew_item as
select
    line,
    id as movie_id,
    unnest(crew) as item
from credits;

-- The person stands with each credit as it was credited: who is who is decided over all of the
-- current state, not within one delivery.
create or replace temp view cast_credit as
select
    item.credit_id,
    movie_id,
    item.id as member_id,
    text_or_null(item.character) as "character",
    item.cast_id,
    item."order" as billing_order,
    item.name,
    item.gender,
    text_or_null(item.profile_path) as profile_path
from cast_item;

create or replace temp view crew_credit as
select
    item.credit_id,
    movie_id,
    item.id as member_id,
    text_or_null(item.department) as department,
    text_or_null(item.job) as job,
    item.name,
    item.gender,
    text_or_null(item.profile_path) as profile_path
from crew_item;
