-- What the ADO.NET grain storage of Microsoft Orleans 10 asks for. The store keeps in it who listens to which stream
-- (PubSubStore) and nothing else: what the shop knows is in the journal.
-- A write that finds another version than the one it was decided on returns no row, which Orleans takes for a conflict.

CREATE TABLE orleans_grain_state (
    serviceid text NOT NULL,
    graintype text NOT NULL,
    idn0 bigint NOT NULL,                 -- the key as two numbers, where it is a guid or an integer
    idn1 bigint NOT NULL,
    idtext text NOT NULL,                 -- the key's text; empty where there is none
    payload bytea,
    version integer NOT NULL,
    modified_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (serviceid, graintype, idn0, idn1, idtext)
);

INSERT INTO orleansquery (querykey, querytext) VALUES
('ReadFromStorageKey', $$
    SELECT payload AS payloadbinary, version FROM orleans_grain_state
    WHERE serviceid = @ServiceId AND graintype = @GrainTypeString
      AND idn0 = @GrainIdN0 AND idn1 = @GrainIdN1 AND idtext = coalesce(@GrainIdExtensionString, '')
$$),
('WriteToStorageKey', $$
    WITH changed AS (
        UPDATE orleans_grain_state SET payload = @PayloadBinary, version = version + 1, modified_at = now()
        WHERE serviceid = @ServiceId AND graintype = @GrainTypeString
          AND idn0 = @GrainIdN0 AND idn1 = @GrainIdN1 AND idtext = coalesce(@GrainIdExtensionString, '')
          AND version = @GrainStateVersion
        RETURNING version),
    created AS (
        INSERT INTO orleans_grain_state (serviceid, graintype, idn0, idn1, idtext, payload, version)
        SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''), @PayloadBinary, 1
        WHERE @GrainStateVersion IS NULL
        ON CONFLICT DO NOTHING
        RETURNING version)
    SELECT version AS newgrainstateversion FROM changed
    UNION ALL
    SELECT version FROM created
$$),
('ClearStorageKey', $$
    UPDATE orleans_grain_state SET payload = NULL, version = version + 1, modified_at = now()
    WHERE serviceid = @ServiceId AND graintype = @GrainTypeString
      AND idn0 = @GrainIdN0 AND idn1 = @GrainIdN1 AND idtext = coalesce(@GrainIdExtensionString, '')
      AND version = @GrainStateVersion
    RETURNING version AS newgrainstateversion
$$),
('DeleteStorageKey', $$
    DELETE FROM orleans_grain_state
    WHERE serviceid = @ServiceId AND graintype = @GrainTypeString
      AND idn0 = @GrainIdN0 AND idn1 = @GrainIdN1 AND idtext = coalesce(@GrainIdExtensionString, '')
      AND version = @GrainStateVersion
    RETURNING version + 1 AS newgrainstateversion
$$);

INSERT INTO schema_versions (component, version) VALUES ('orleans', 3);
