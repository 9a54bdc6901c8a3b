select schema_name from information_schema.schemata;
create schema if not exists reelhouse_loading;
-- The one row by which loads take turns: see lock.py.
create table if not exists reelhouse_loading.writer as
select
    cast('' as varchar) as layout,
    cast(0 as number(19, 0)) as publication,
    cast('nobody' as varchar) as holder,
    current_timestamp() as since;
-- Companies whose rows not everybody may see.
create table if not exists reelhouse_loading.marked_company (
    company_id number(10, 0) not null
);
select layout, publication from reelhouse_loading.writer;
create or replace temporary stage reelhouse_loading.arriving;
-- Every column of the tables of a warehouse.
select
    lower(table_schema) as schema_name,
    lower(table_name) as table_name,
    lower(column_name) as column_name
from information_schema.columns
where table_schema in ('MOVIES', 'REELHOUSE', 'MARTS');
create or replace temporary table reelhouse_loading.arrived_movies_movie (_change_type varchar, movie_id number(10,0), imdb_id varchar, title varchar, original_title varchar, original_language varchar, collection_id number(10,0), status varchar, release_date date, budget number(19,0), revenue number(19,0), runtime_minutes number(8,2), popularity number(18,6), vote_average number(8,6), vote_count number(10,0), is_adult boolean, is_video boolean, homepage varchar, overview varchar, tagline varchar, poster_path varchar);
put 'file:///SENT/movies.movie/*.parquet' @reelhouse_loading.arriving/MARK/movies.movie/ auto_compress = false;
-- Rows of the Parquet files under a name in the stage. A file that cannot be read whole ends it.
copy into reelhouse_loading.arrived_movies_movie
from @reelhouse_loading.arriving/MARK/movies.movie/
file_format = (type = parquet use_logical_type = true)
match_by_column_name = case_insensitive
on_error = abort_statement;
create or replace temporary table reelhouse_loading.arrived_movies_movie_keyword (_change_type varchar, movie_id number(10,0), keyword_id number(10,0));
put 'file:///SENT/movies.movie_keyword/*.parquet' @reelhouse_loading.arriving/MARK/movies.movie_keyword/ auto_compress = false;
-- Rows of the Parquet files under a name in the stage. A file that cannot be read whole ends it.
copy into reelhouse_loading.arrived_movies_movie_keyword
from @reelhouse_loading.arriving/MARK/movies.movie_keyword/
file_format = (type = parquet use_logical_type = true)
match_by_column_name = case_insensitive
on_error = abort_statement;
create or replace temporary table reelhouse_loading.arrived_movies_keyword (_change_type varchar, keyword_id number(10,0), name varchar);
put 'file:///SENT/movies.keyword/*.parquet' @reelhouse_loading.arriving/MARK/movies.keyword/ auto_compress = false;
-- Rows of the Parquet files under a name in the stage. A file that cannot be read whole ends it.
copy into reelhouse_loading.arrived_movies_keyword
from @reelhouse_loading.arriving/MARK/movies.keyword/
file_format = (type = parquet use_logical_type = true)
match_by_column_name = case_insensitive
on_error = abort_statement;
create or replace temporary table reelhouse_loading.arrived_movies_rating (_change_type varchar, user_id number(10,0), movielens_id number(10,0), rating number(2,1), rated_at timestamp_tz);
put 'file:///SENT/movies.rating/*.parquet' @reelhouse_loading.arriving/MARK/movies.rating/ auto_compress = false;
-- Rows of the Parquet files under a name in the stage. A file that cannot be read whole ends it.
copy into reelhouse_loading.arrived_movies_rating
from @reelhouse_loading.arriving/MARK/movies.rating/
file_format = (type = parquet use_logical_type = true)
match_by_column_name = case_insensitive
on_error = abort_statement;
put 'file:///SENT/reelhouse.delivery/*.parquet' @reelhouse_loading.arriving/MARK/reelhouse.delivery/ auto_compress = false;
put 'file:///SENT/reelhouse.file_account/*.parquet' @reelhouse_loading.arriving/MARK/reelhouse.file_account/ auto_compress = false;
put 'file:///SENT/movies.movie_history/*.parquet' @reelhouse_loading.arriving/MARK/movies.movie_history/ auto_compress = false;
put 'file:///SENT/reelhouse.publication/*.parquet' @reelhouse_loading.arriving/MARK/reelhouse.publication/ auto_compress = false;
put 'file:///SENT/reelhouse.table_change/*.parquet' @reelhouse_loading.arriving/MARK/reelhouse.table_change/ auto_compress = false;
create or replace temporary table reelhouse_loading.arrived_marts_counted_year (release_year number(10,0), movies number(19,0), known_budget number(19,0), budget number(19,0), known_revenue number(19,0), revenue number(19,0), known_profit number(19,0), profit number(19,0));
put 'file:///SENT/marts.counted_year/*.parquet' @reelhouse_loading.arriving/MARK/marts.counted_year/ auto_compress = false;
-- Rows of the Parquet files under a name in the stage. A file that cannot be read whole ends it.
copy into reelhouse_loading.arrived_marts_counted_year
from @reelhouse_loading.arriving/MARK/marts.counted_year/
file_format = (type = parquet use_logical_type = true)
match_by_column_name = case_insensitive
on_error = abort_statement;
put 'file:///SENT/marts.counted_year.come/*.parquet' @reelhouse_loading.arriving/MARK/marts.counted_year.come/ auto_compress = false;
create or replace temporary table reelhouse_loading.arrived_marts_company_year (allocation varchar, company_id number(10,0), company varchar, release_year number(10,0), movies number(19,0), known_budget number(19,0), budget number(38,2), known_revenue number(19,0), revenue number(38,2), known_profit number(19,0), profit_budget number(38,2), profit_revenue number(38,2), profit number(38,2));
put 'file:///SENT/marts.company_year/*.parquet' @reelhouse_loading.arriving/MARK/marts.company_year/ auto_compress = false;
-- Rows of the Parquet files under a name in the stage. A file that cannot be read whole ends it.
copy into reelhouse_loading.arrived_marts_company_year
from @reelhouse_loading.arriving/MARK/marts.company_year/
file_format = (type = parquet use_logical_type = true)
match_by_column_name = case_insensitive
on_error = abort_statement;
put 'file:///SENT/marts.company_year.come/*.parquet' @reelhouse_loading.arriving/MARK/marts.company_year.come/ auto_compress = false;
create or replace temporary table reelhouse_loading.arrived_marts_genre_year (allocation varchar, genre_id number(10,0), genre varchar, release_year number(10,0), movies number(19,0), known_budget number(19,0), budget number(38,2), known_revenue number(19,0), revenue number(38,2), known_profit number(19,0), profit_budget number(38,2), profit_revenue number(38,2), profit number(38,2));
put 'file:///SENT/marts.genre_year/*.parquet' @reelhouse_loading.arriving/MARK/marts.genre_year/ auto_compress = false;
-- Rows of the Parquet files under a name in the stage. A file that cannot be read whole ends it.
copy into reelhouse_loading.arrived_marts_genre_year
from @reelhouse_loading.arriving/MARK/marts.genre_year/
file_format = (type = parquet use_logical_type = true)
match_by_column_name = case_insensitive
on_error = abort_statement;
put 'file:///SENT/marts.genre_year.come/*.parquet' @reelhouse_loading.arriving/MARK/marts.genre_year.come/ auto_compress = false;
create or replace temporary table reelhouse_loading.arrived_marts_scope (as_of varchar, state_id varchar, movies_total number(19,0), movies_counted number(19,0), undated number(19,0), unreleased number(19,0), without_company number(19,0), without_genre number(19,0), known_budget number(19,0), known_revenue number(19,0), suspect_money number(19,0));
put 'file:///SENT/marts.scope/*.parquet' @reelhouse_loading.arriving/MARK/marts.scope/ auto_compress = false;
-- Rows of the Parquet files under a name in the stage. A file that cannot be read whole ends it.
copy into reelhouse_loading.arrived_marts_scope
from @reelhouse_loading.arriving/MARK/marts.scope/
file_format = (type = parquet use_logical_type = true)
match_by_column_name = case_insensitive
on_error = abort_statement;
put 'file:///SENT/marts.scope.come/*.parquet' @reelhouse_loading.arriving/MARK/marts.scope.come/ auto_compress = false;
begin;
-- Whoever changes the row first has it until the end of its transaction.
update reelhouse_loading.writer
set holder = 'process 1 on here', since = current_timestamp();
select layout, publication from reelhouse_loading.writer;
-- One publication more.
update reelhouse_loading.writer
set layout = 'LAYOUT', publication = publication + 1;
-- Rows that came, rows that became others, and rows that went.
merge into movies.movie as held
using reelhouse_loading.arrived_movies_movie as arrived on held.movie_id = arrived.movie_id
when matched and arrived._change_type = 'update_postimage' then update set imdb_id = arrived.imdb_id, title = arrived.title, original_title = arrived.original_title, original_language = arrived.original_language, collection_id = arrived.collection_id, status = arrived.status, release_date = arrived.release_date, budget = arrived.budget, revenue = arrived.revenue, runtime_minutes = arrived.runtime_minutes, popularity = arrived.popularity, vote_average = arrived.vote_average, vote_count = arrived.vote_count, is_adult = arrived.is_adult, is_video = arrived.is_video, homepage = arrived.homepage, overview = arrived.overview, tagline = arrived.tagline, poster_path = arrived.poster_path
when matched and arrived._change_type = 'delete' then delete
when not matched and arrived._change_type = 'insert' then insert (movie_id, imdb_id, title, original_title, original_language, collection_id, status, release_date, budget, revenue, runtime_minutes, popularity, vote_average, vote_count, is_adult, is_video, homepage, overview, tagline, poster_path) values (arrived.movie_id, arrived.imdb_id, arrived.title, arrived.original_title, arrived.original_language, arrived.collection_id, arrived.status, arrived.release_date, arrived.budget, arrived.revenue, arrived.runtime_minutes, arrived.popularity, arrived.vote_average, arrived.vote_count, arrived.is_adult, arrived.is_video, arrived.homepage, arrived.overview, arrived.tagline, arrived.poster_path);
-- Rows that came and rows that went, where a row is nothing but its key.
merge into movies.movie_keyword as held
using reelhouse_loading.arrived_movies_movie_keyword as arrived on held.movie_id = arrived.movie_id and held.keyword_id = arrived.keyword_id
when matched and arrived._change_type = 'delete' then delete
when not matched and arrived._change_type = 'insert' then insert (movie_id, keyword_id) values (arrived.movie_id, arrived.keyword_id);
-- Rows that came, rows that became others, and rows that went.
merge into movies.keyword as held
using reelhouse_loading.arrived_movies_keyword as arrived on held.keyword_id = arrived.keyword_id
when matched and arrived._change_type = 'update_postimage' then update set name = arrived.name
when matched and arrived._change_type = 'delete' then delete
when not matched and arrived._change_type = 'insert' then insert (keyword_id, name) values (arrived.keyword_id, arrived.name);
-- Rows that came, rows that became others, and rows that went.
merge into movies.rating as held
using reelhouse_loading.arrived_movies_rating as arrived on held.user_id = arrived.user_id and held.movielens_id = arrived.movielens_id
when matched and arrived._change_type = 'update_postimage' then update set rating = arrived.rating, rated_at = arrived.rated_at
when matched and arrived._change_type = 'delete' then delete
when not matched and arrived._change_type = 'insert' then insert (user_id, movielens_id, rating, rated_at) values (arrived.user_id, arrived.movielens_id, arrived.rating, arrived.rated_at);
delete from reelhouse.delivery;
-- Rows of the Parquet files under a name in the stage. A file that cannot be read whole ends it.
copy into reelhouse.delivery
from @reelhouse_loading.arriving/MARK/reelhouse.delivery/
file_format = (type = parquet use_logical_type = true)
match_by_column_name = case_insensitive
on_error = abort_statement;
delete from reelhouse.file_account;
-- Rows of the Parquet files under a name in the stage. A file that cannot be read whole ends it.
copy into reelhouse.file_account
from @reelhouse_loading.arriving/MARK/reelhouse.file_account/
file_format = (type = parquet use_logical_type = true)
match_by_column_name = case_insensitive
on_error = abort_statement;
delete from movies.movie_history where coalesce(label not in ('2026-01'), true);
-- Rows of the Parquet files under a name in the stage. A file that cannot be read whole ends it.
copy into movies.movie_history
from @reelhouse_loading.arriving/MARK/movies.movie_history/
file_format = (type = parquet use_logical_type = true)
match_by_column_name = case_insensitive
on_error = abort_statement;
delete from reelhouse.reject where coalesce(label not in ('2026-01'), true);
delete from reelhouse.publication;
-- Rows of the Parquet files under a name in the stage. A file that cannot be read whole ends it.
copy into reelhouse.publication
from @reelhouse_loading.arriving/MARK/reelhouse.publication/
file_format = (type = parquet use_logical_type = true)
match_by_column_name = case_insensitive
on_error = abort_statement;
delete from reelhouse.table_change;
-- Rows of the Parquet files under a name in the stage. A file that cannot be read whole ends it.
copy into reelhouse.table_change
from @reelhouse_loading.arriving/MARK/reelhouse.table_change/
file_format = (type = parquet use_logical_type = true)
match_by_column_name = case_insensitive
on_error = abort_statement;
-- Rows that are not there any more, or not as they were.
merge into marts.counted_year as held
using reelhouse_loading.arrived_marts_counted_year as arrived on coalesce(held.release_year, -1) = coalesce(arrived.release_year, -1)
when matched then delete;
-- Rows of the Parquet files under a name in the stage. A file that cannot be read whole ends it.
copy into marts.counted_year
from @reelhouse_loading.arriving/MARK/marts.counted_year.come/
file_format = (type = parquet use_logical_type = true)
match_by_column_name = case_insensitive
on_error = abort_statement;
-- Rows that are not there any more, or not as they were.
merge into marts.company_year as held
using reelhouse_loading.arrived_marts_company_year as arrived on held.allocation = arrived.allocation and coalesce(held.company_id, -1) = coalesce(arrived.company_id, -1) and coalesce(held.release_year, -1) = coalesce(arrived.release_year, -1)
when matched then delete;
-- Rows of the Parquet files under a name in the stage. A file that cannot be read whole ends it.
copy into marts.company_year
from @reelhouse_loading.arriving/MARK/marts.company_year.come/
file_format = (type = parquet use_logical_type = true)
match_by_column_name = case_insensitive
on_error = abort_statement;
-- Rows that are not there any more, or not as they were.
merge into marts.genre_year as held
using reelhouse_loading.arrived_marts_genre_year as arrived on held.allocation = arrived.allocation and coalesce(held.genre_id, -1) = coalesce(arrived.genre_id, -1) and coalesce(held.release_year, -1) = coalesce(arrived.release_year, -1)
when matched then delete;
-- Rows of the Parquet files under a name in the stage. A file that cannot be read whole ends it.
copy into marts.genre_year
from @reelhouse_loading.arriving/MARK/marts.genre_year.come/
file_format = (type = parquet use_logical_type = true)
match_by_column_name = case_insensitive
on_error = abort_statement;
-- Rows that are not there any more, or not as they were.
merge into marts.scope as held
using reelhouse_loading.arrived_marts_scope as arrived on true
when matched then delete;
-- Rows of the Parquet files under a name in the stage. A file that cannot be read whole ends it.
copy into marts.scope
from @reelhouse_loading.arriving/MARK/marts.scope.come/
file_format = (type = parquet use_logical_type = true)
match_by_column_name = case_insensitive
on_error = abort_statement;
delete from reelhouse_loading.marked_company;
-- Companies that made an adult film.
insert into reelhouse_loading.marked_company (company_id)
select distinct made.company_id
from movies.movie_company as made
inner join movies.movie as movie on made.movie_id = movie.movie_id
where movie.is_adult;
commit;
