-- What is told about a delivery: where its defects stand, and how many rows it has of what.
create or replace table defect (
    kind varchar,
    file_name varchar,
    id bigint,
    line_number bigint,
    column_name varchar,
    detail varchar
);

create or replace table account (
    file_name varchar,
    item varchar,
    amount bigint
);
