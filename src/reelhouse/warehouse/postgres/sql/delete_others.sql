-- Rows that no longer belong there.
delete from :table as held
where not exists (
    select 1
    from :arrived as arrived
    where :matched
)
