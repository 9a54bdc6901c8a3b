-- Rows and values that were not loaded as delivered, and what was done with them.
create table if not exists quarantine (
    file varchar not null,
    line bigint,
    "column" varchar,
    reason varchar not null,
    action varchar not null,
    raw varchar,
    detail varchar
);
