-- What was found of these users joins what was found of the others.
insert into memory.change.come
from memory.change.come_part;

insert into memory.change.gone
from memory.change.gone_part;
