-- Rows of the Parquet files under a name in the stage. A file that cannot be read whole ends it.
copy into :table
from @:place
file_format = (type = parquet use_logical_type = true)
match_by_column_name = case_insensitive
on_error = abort_statement
