-- Files of which a row is neither loaded nor a duplicate, an orphan, blank or rejected.
select count(*) as violations
from reelhouse.file_account
where
    rows_read
    <> rows_loaded + rows_duplicate + rows_orphan + rows_blank + rows_rejected
