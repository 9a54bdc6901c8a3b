-- Where the defects of links and links_small stand; the id is the MovieLens id.
insert into defect
with
named as (
    select
        edition,
        line_number,
        sort_place // 2 as movielens_id,
        case edition when 'full' then 'links' else 'links_small' end as file_name,
        line_text = '' as is_blank
    from links_line
),

described as (
    select
        named.file_name,
        named.line_number,
        case when not named.is_blank then named.movielens_id end as movielens_id,
        case
            when named.is_blank then 'blank_line'
            when link.tmdb_id is null then 'link_without_tmdb_id'
            when link.entity < 0 then 'link_without_movie'
            when link.copy_number = 1 then 'shared_tmdb_id'
        end as kind,
        case when link.copy_number = 1 then 'TMDB id ' || link.tmdb_id || ' has another link' end
            as detail
    from named
    left join link on named.movielens_id = link.movielens_id
)

select
    kind,
    file_name,
    movielens_id as id,
    line_number,
    case when kind != 'blank_line' then 'tmdbId' end as column_name,
    detail
from described
where kind is not null
order by file_name, line_number;

insert into account
with
counted as (
    select
        case edition when 'full' then 'links' else 'links_small' end as file_name,
        count(*) filter (where line_text = '') as blank,
        count(*) filter (where line_text != '') as records
    from links_line
    group by edition
)

select
    file_name,
    unnest(['blank', 'records', 'parsed_records', 'duplicates', 'orphans', 'loaded']) as item,
    unnest([blank, records, records, 0, 0, records]) as amount
from counted
order by file_name;
