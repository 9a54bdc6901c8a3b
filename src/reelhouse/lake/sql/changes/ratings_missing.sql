-- How many ratings went without another one under their key, told by numbers alone.
select
    (select count(*) from memory.change.was_here)
    - (select count(*) from memory.change.is_here)
    + (select count(*) from memory.change.come_part)
    - (select count(*) from memory.change.gone_part) as missing
