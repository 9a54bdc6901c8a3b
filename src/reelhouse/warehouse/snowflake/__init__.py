"""The warehouse in a Snowflake account."""
