-- Rows that no longer belong there.
delete from :table as gone
where not exists (
    select 1
    from :arrived as come
    where :matched
)
