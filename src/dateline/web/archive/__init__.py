"""The archive: sources, reports, codings, incidents, and what people said of them, in the database.

It knows no requests and no templates. What it offers stands in its modules: `store` puts codings in and gets
them out, `corrections` and `reviewing` keep what people say, `linking` makes incidents, `search` finds words,
`history` tells who did what.
"""
