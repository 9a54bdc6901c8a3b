-- A text with its case ignored, which DuckDB has as a macro.
create or replace function reports.folded(words varchar)
returns varchar
language sql
immutable
as
$$
    lower(words)
$$
