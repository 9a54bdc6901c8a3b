-- Values from text. Each macro gives NULL for what is not of its type; the caller has to tell
-- an empty value, which is not known, from a damaged one.

-- Asked for is one character that is no space, since trim() of four characters is slow.
create or replace temp macro text_or_null(value) as
case when regexp_matches(value, '[^ \t\r\n]') then value end;

create or replace temp macro to_number(value) as
case
    when regexp_full_match(trim(value), '[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?')
        then try_cast(trim(value) as decimal(38, 12))
end;

create or replace temp macro to_bigint(value) as
case
    when to_number(value) = floor(to_number(value)) then try_cast(to_number(value) as bigint)
end;

create or replace temp macro to_count(value) as
case when to_bigint(value) between 0 and 2147483647 then cast(to_bigint(value) as integer) end;

-- US dollars; what is delivered as 0 is not known, and nobody spends less than nothing.
create or replace temp macro to_money(value) as
case when to_bigint(value) >= 0 then to_bigint(value) end;

-- Casts of text round half away from zero at the last place, by all of the digits.
create or replace temp macro to_popularity(value) as
case when to_number(value) >= 0 then try_cast(trim(value) as decimal(18, 6)) end;

create or replace temp macro to_vote_average(value) as
case when to_number(value) between 0 and 10 then try_cast(trim(value) as decimal(8, 6)) end;

create or replace temp macro to_minutes(value) as
case when to_number(value) >= 0 then try_cast(trim(value) as decimal(8, 2)) end;

create or replace temp macro to_boolean(value) as
case lower(trim(value)) when 'true' then true when 'false' then false end;

-- ISO, or month first as spreadsheets write it. Two digits of a year are not guessed, and there is
-- no year 0, which DuckDB takes for the one before 1.
create or replace temp macro to_date(value) as
case
    when regexp_full_match(trim(value), '0000-.*|.*/0000') then null
    when regexp_full_match(trim(value), '\d{4}-\d{1,2}-\d{1,2}')
        then try_cast(trim(value) as date)
    when regexp_full_match(trim(value), '\d{1,2}/\d{1,2}/\d{4}')
        then cast(try_strptime(trim(value), '%m/%d/%Y') as date)
end;

create or replace temp macro number_problem(value) as
case when to_number(value) is null then 'not_a_number' else 'out_of_range' end;

create or replace temp macro date_problem(value) as
case
    when regexp_full_match(trim(value), '\d{1,2}[/.-]\d{1,2}[/.-]\d{2}') then 'two_digit_year'
    else 'not_a_date'
end;

-- IMDb ids in the form of movies_metadata, whatever a spreadsheet did to their zeros.
create or replace temp macro to_imdb_id(value) as
case
    when regexp_full_match(trim(value), '(tt)?\d+(\.0*)?')
        then format('tt{:07d}', try_cast(regexp_extract(trim(value), '\d+') as bigint))
end;

-- The name that each id has most often, of equally frequent ones the first by code point.
-- `items` names a relation with the columns id and name.
create or replace temp macro commonest_name(items) as table
    with counted as (
        select
            id,
            name,
            row_number() over (partition by id order by count(*) desc, name) as place
        from query_table(items)
        where text_or_null(name) is not null
        group by id, name
    )

    select
        id,
        name
    from counted
    where place = 1
    order by id;
