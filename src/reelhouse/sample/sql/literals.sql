-- How values stand in the files: as Python's repr writes them, and as fields of a CSV.

-- Only the non-printing characters that the word lists hold are escaped.
create or replace macro python_escaped(content) as
replace(replace(replace(replace(replace(replace(
    content, '\', '\\'
), chr(9), '\t'), chr(10), '\n'),
chr(160), '\xa0'), chr(173), '\xad'), chr(8203), '\u200b');

create or replace macro python_string(content) as
case
    when not regexp_matches(content, '[\\''\x{1}-\x{1f}\x{7f}-\x{a0}\x{ad}\x{200b}]')
        then '''' || content || ''''
    when contains(content, '''') and not contains(content, '"')
        then '"' || python_escaped(content) || '"'
    else '''' || replace(python_escaped(content), '''', '\''') || ''''
end;

create or replace macro csv_field(content) as
case
    when content is null then ''
    when regexp_matches(content, '[,"\r\n]') then '"' || replace(content, '"', '""') || '"'
    else content
end;

-- The path of a picture: 27 characters (now and then 26) and an ending.
create or replace macro picture(entity, salt) as
concat(
    '/',
    left(
        translate(
            to_base64(unhex(sha256(concat_ws(' ', entity, salt, getvariable('seed'))))), '+/', 'qZ'
        ),
        (27 - (dice(entity, salt) % 25 = 0)::integer)
    ),
    '.jpg'
);
