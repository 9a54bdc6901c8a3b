-- Rows that do not come after the one before them. Where there are none, no key comes twice.
with keys as (
    select user_id * 4294967296 + movielens_id as key
    from read_parquet([:parts])
),

followed as (
    select
        key,
        lag(key) over () as key_before
    from keys
)

select count(*) as rows_out_of_order
from followed
where key <= key_before
