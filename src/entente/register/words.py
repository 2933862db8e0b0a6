"""The words of reports, to be found by: what each database makes of them, and keeps up to date by itself.

SQLite has an index of words beside the reports (https://www.sqlite.org/fts5.html), which triggers keep; it refers to reports by
numbers of its own, for SQLite may give rows others. PostgreSQL has an index over what its parser makes of a text
(https://www.postgresql.org/docs/current/textsearch.html), of its first letters alone, for such a value has a greatest size.
"""

INDEXED = 200_000
"""How many letters of a title and text PostgreSQL indexes."""

LANGUAGE = "english"
_PARSED = f"to_tsvector('{LANGUAGE}', left(title || ' ' || text, {INDEXED}))"

MAKE = {
    "sqlite": (
        "CREATE TABLE report_numbers (number INTEGER PRIMARY KEY, report TEXT NOT NULL UNIQUE)",
        "CREATE VIEW report_texts AS SELECT number, title, text FROM report_numbers JOIN reports ON key = report",
        (
            "CREATE VIRTUAL TABLE report_words USING fts5(title, text, content='report_texts', content_rowid='number', "
            "tokenize='porter unicode61 remove_diacritics 2')"
        ),
        (
            "CREATE TRIGGER report_comes AFTER INSERT ON reports BEGIN "
            "INSERT INTO report_numbers (report) VALUES (new.key); "
            "INSERT INTO report_words (rowid, title, text) "
            "SELECT number, new.title, new.text FROM report_numbers WHERE report = new.key; END"
        ),
        (
            "CREATE TRIGGER report_changes AFTER UPDATE OF title, text ON reports "
            "WHEN old.title IS NOT new.title OR old.text IS NOT new.text BEGIN "
            "INSERT INTO report_words (report_words, rowid, title, text) "
            "SELECT 'delete', number, old.title, old.text FROM report_numbers WHERE report = old.key; "
            "INSERT INTO report_words (rowid, title, text) "
            "SELECT number, new.title, new.text FROM report_numbers WHERE report = new.key; END"
        ),
        (
            "CREATE TRIGGER report_goes BEFORE DELETE ON reports BEGIN "
            "INSERT INTO report_words (report_words, rowid, title, text) "
            "SELECT 'delete', number, old.title, old.text FROM report_numbers WHERE report = old.key; "
            "DELETE FROM report_numbers WHERE report = old.key; END"
        ),
    ),
    "postgresql": (f"CREATE INDEX ix_reports_words ON reports USING gin ({_PARSED})",),
}
"""What makes the index of words, by database."""

FILL = {
    "sqlite": (
        "INSERT INTO report_numbers (report) SELECT key FROM reports ORDER BY recorded, key",
        "INSERT INTO report_words (report_words) VALUES ('rebuild')",
    ),
    "postgresql": (),
}
"""What fills it with the reports that are there."""

DROP = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS report_goes",
        "DROP TRIGGER IF EXISTS report_changes",
        "DROP TRIGGER IF EXISTS report_comes",
        "DROP TABLE IF EXISTS report_words",
        "DROP VIEW IF EXISTS report_texts",
        "DROP TABLE IF EXISTS report_numbers",
    ),
    "postgresql": ("DROP INDEX IF EXISTS ix_reports_words",),
}
"""What takes it away."""
