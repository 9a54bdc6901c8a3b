-- The columns of films that are not text, each in its type, NULL where it is empty or damaged.
create or replace temp table typed as
select
    line,
    to_boolean(adult) as adult,
    to_money(budget) as budget,
    to_popularity(popularity) as popularity,
    to_date(release_date) as release_date,
    to_money(revenue) as revenue,
    to_minutes(runtime) as runtime,
    to_boolean(video) as video,
    to_vote_average(vote_average) as vote_average,
    to_count(vote_count) as vote_count
from metadata;
