-- US dollars from a sum of dollars times parts of a film, rounded to cents, as DuckDB has it in a
-- macro.
create function if not exists marts.usd(dollar_parts number(38, 0))
returns number(38, 2)
immutable
as
$$
    marts.round_ratio(dollar_parts, 94195881588024216) * 0.01
$$
