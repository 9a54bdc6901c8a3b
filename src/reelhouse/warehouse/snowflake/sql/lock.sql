-- Whoever changes the row first has it until the end of its transaction.
update reelhouse_loading.writer
set holder = :holder, since = current_timestamp()
