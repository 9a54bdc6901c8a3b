-- One publication more.
update reelhouse_loading.writer
set layout = :layout, publication = publication + 1
