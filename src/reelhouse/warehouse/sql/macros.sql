-- The functions that marts and searches call and DuckDB lacks. They are kept in the warehouse, so
-- that every client that opens or attaches it can read its views.

-- p / q as a whole number, rounded half away from zero. Both are whole numbers, q is positive;
-- NULL where q is 0. The remainder is what is doubled: doubling p could overflow.
create macro reports.round_ratio(p, q) as
cast(p as hugeint) // cast(q as hugeint)
+ case
    when 2 * abs(cast(p as hugeint) % cast(q as hugeint)) >= cast(q as hugeint) then sign(p)
    else 0
end;

-- US dollars from a sum of dollars times parts of a film (see the step company_credit), rounded
-- half away from zero to cents.
create macro reports.usd(dollar_parts) as
cast(reports.round_ratio(dollar_parts, 94195881588024216) as decimal(36, 0)) * 0.01;

-- A text with its case ignored. Another engine has to be told in which words.
create macro reports.folded(words) as lower(words);
