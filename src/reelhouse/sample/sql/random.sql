-- Chance without chance: every draw is a function of what it is drawn for, of a salt that names
-- the question, and of the seed. Nothing depends on the order in which rows are made.

-- Hashed twice: hashes of one entity under two salts differ by a constant, their hashes do not.
create or replace macro draw(entity, salt) as
hash(hash(entity::bigint, salt, getvariable('seed')));

create or replace macro dice(entity, salt) as (draw(entity, salt) >> 33)::bigint;

create or replace macro unit(entity, salt) as
(draw(entity, salt) >> 11)::double / 9007199254740992;

-- Box-Muller: normal with mean 0 and deviation 1.
create or replace macro bell(entity, salt) as
sqrt(-2 * ln(1 - unit(entity, salt))) * cos(2 * pi() * unit(entity, salt || ' turn'));

create or replace macro pick(choices, number) as choices[1 + number % len(choices)];

-- `kind` is the name of a list in words.sql.
create or replace macro word(kind, number) as
pick(getvariable(kind), number);

-- In how many of the months since the first delivery has this been edited, where it happens once
-- in `every` months? A function of the month alone, so that no month needs the one before.
create or replace macro edits(entity, salt, every) as
(getvariable('month') + every - 1 - dice(entity, salt) % every) // every;
