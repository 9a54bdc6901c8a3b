-- A text with its case ignored, which DuckDB has as a macro.
create function if not exists reports.folded(words varchar)
returns varchar
immutable
as
$$
    lower(words)
$$
