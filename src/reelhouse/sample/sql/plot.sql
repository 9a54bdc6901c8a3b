-- Which lots of a family of records carry which kind of defect.
create or replace table plot (
    family varchar,
    kind varchar,
    first_lot bigint,
    last_lot bigint
);
