-- The journal: events, snapshots and durable rows.
--
-- The program applies this file by itself at its first start. To apply it by hand, as a role that may create tables:
--     psql --single-transaction --set ON_ERROR_STOP=1 --file 0001_journal.sql
-- Names are unqualified: the search path says which schema holds the journal.

CREATE TABLE IF NOT EXISTS schema_versions (
    component  text        NOT NULL,
    version    int         NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (component, version)
);

-- time is in ticks of 100 ns since 1970, because a timestamptz would lose the last digit. payload is bytea, because it must
-- come back byte for byte. Streams are compared byte by byte ("C"), whatever the database's collation.
CREATE TABLE events (
    position       bigint PRIMARY KEY,
    time           bigint             NOT NULL,
    event_id       uuid               NOT NULL,
    causation_id   uuid               NOT NULL,
    correlation_id uuid               NOT NULL,
    version        int                NOT NULL,
    stream         text COLLATE "C"   NOT NULL,
    type           text COLLATE "C"   NOT NULL,
    actor          text COLLATE "C"   NOT NULL,
    payload        bytea              NOT NULL,
    CONSTRAINT events_by_stream UNIQUE (stream, version),
    CHECK (version > 0)
);

CREATE TABLE snapshots (
    stream   text COLLATE "C" PRIMARY KEY,
    version  int              NOT NULL,
    position bigint           NOT NULL,
    type     text COLLATE "C" NOT NULL,
    payload  bytea            NOT NULL
) WITH (fillfactor = 70);

CREATE TABLE durable_rows (
    collection text COLLATE "C" NOT NULL,
    key        text COLLATE "C" NOT NULL,
    value      bytea            NOT NULL,
    PRIMARY KEY (collection, key)
) WITH (fillfactor = 70);

-- What is not UTF-8 is shown escaped instead of failing the whole query.
CREATE FUNCTION journal_text(payload bytea) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    RETURN convert_from(payload, 'UTF8');
EXCEPTION WHEN others THEN
    RETURN encode(payload, 'escape');
END $$;

-- Readable rows for people: SELECT * FROM journal WHERE stream = 'order-…' ORDER BY position
CREATE VIEW journal AS
SELECT position, stream, version, type,
       timestamptz 'epoch' + (time / 10) * interval '1 microsecond' AS time,
       actor, journal_text(payload) AS payload, event_id, causation_id, correlation_id
FROM events;

INSERT INTO schema_versions (component, version) VALUES ('journal', 1);
