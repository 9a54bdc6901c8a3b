-- p / q as a whole number, rounded half away from zero, as DuckDB has it in a macro. What is
-- divided is a multiple of q, so that nothing is rounded on the way.
create function if not exists marts.round_ratio(p number(38, 0), q number(38, 0))
returns number(38, 0)
immutable
as
$$
    cast((p - mod(p, nullif(q, 0))) / nullif(q, 0) as number(38, 0))
    + case when 2 * abs(mod(p, nullif(q, 0))) >= q then sign(p) else 0 end
$$
