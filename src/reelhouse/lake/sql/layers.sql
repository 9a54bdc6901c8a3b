-- Rows of several deliveries, each with the number of its layer: the highest is the newest.
select
    * exclude (filename),
    list_position([:files], filename) as layer
from read_parquet([:files], filename = true)
