-- Keystile's tables on PostgreSQL. Run it with the migration tool of your choice; running it again does no harm.
--
-- Two placeholders stand before every table's name. "schema" is nothing, or the name that JdbcStores.schema was given and
-- a dot; "prefix" is auth_ unless JdbcStores.tablePrefix says otherwise. JdbcStores.ddl() returns this text with both
-- filled in, and Flyway fills them in with flyway.placeholders.schema= and flyway.placeholders.prefix=auth_
--
-- Instants are milliseconds since 1970-01-01T00:00Z. attributes are JSON text in ASCII, a payload is opaque. Users are
-- listed by the bytes of their ids: do not change that column's collation.

CREATE TABLE IF NOT EXISTS ${schema}${prefix}user (
    id             VARCHAR(64)   COLLATE "C" NOT NULL,
    email          VARCHAR(254)  NOT NULL,
    email_key      VARCHAR(254)  NOT NULL,
    username       VARCHAR(32),
    username_key   VARCHAR(32),
    email_verified BOOLEAN       NOT NULL,
    status         VARCHAR(20)   NOT NULL,
    roles          VARCHAR(2100) NOT NULL,
    attributes     TEXT          NOT NULL,
    password_hash  VARCHAR(255),
    version        BIGINT        NOT NULL,
    epoch          BIGINT        NOT NULL,
    created_at     BIGINT        NOT NULL,
    facts          VARCHAR(2000),
    CONSTRAINT ${prefix}user_pk PRIMARY KEY (id),
    CONSTRAINT ${prefix}user_email_key UNIQUE (email_key),
    CONSTRAINT ${prefix}user_username_key UNIQUE (username_key)
);
CREATE INDEX IF NOT EXISTS ${prefix}user_created_at_idx ON ${schema}${prefix}user (created_at, id);

CREATE TABLE IF NOT EXISTS ${schema}${prefix}challenge (
    id                      VARCHAR(64)  NOT NULL,
    purpose                 VARCHAR(30)  NOT NULL,
    subject                 VARCHAR(254) NOT NULL,
    epoch                   BIGINT       NOT NULL,
    secret_hash             VARCHAR(100) NOT NULL,
    attempts                INTEGER      NOT NULL,
    attempts_without_id     INTEGER      NOT NULL,
    max_attempts            INTEGER      NOT NULL,
    max_attempts_without_id INTEGER      NOT NULL,
    issued_at               BIGINT       NOT NULL,
    expires_at              BIGINT       NOT NULL,
    payload                 TEXT,
    CONSTRAINT ${prefix}challenge_pk PRIMARY KEY (id)
);
CREATE INDEX IF NOT EXISTS ${prefix}challenge_subject_idx ON ${schema}${prefix}challenge (subject, purpose, issued_at);
CREATE INDEX IF NOT EXISTS ${prefix}challenge_secret_hash_idx ON ${schema}${prefix}challenge (secret_hash);
CREATE INDEX IF NOT EXISTS ${prefix}challenge_expires_at_idx ON ${schema}${prefix}challenge (expires_at);

CREATE TABLE IF NOT EXISTS ${schema}${prefix}session (
    id                  VARCHAR(64)  NOT NULL,
    user_id             VARCHAR(64)  NOT NULL,
    epoch               BIGINT       NOT NULL,
    generation          BIGINT       NOT NULL,
    parent              BIGINT       NOT NULL,
    rotated_at          BIGINT       NOT NULL,
    created_at          BIGINT       NOT NULL,
    expires_at          BIGINT       NOT NULL,
    absolute_expires_at BIGINT       NOT NULL,
    user_agent          VARCHAR(255),
    ip                  VARCHAR(45),
    CONSTRAINT ${prefix}session_pk PRIMARY KEY (id)
);
CREATE INDEX IF NOT EXISTS ${prefix}session_user_id_idx ON ${schema}${prefix}session (user_id, created_at);
CREATE INDEX IF NOT EXISTS ${prefix}session_expires_at_idx ON ${schema}${prefix}session (expires_at);

CREATE TABLE IF NOT EXISTS ${schema}${prefix}limit (
    limit_key VARCHAR(100)  NOT NULL,
    state     VARCHAR(1000) NOT NULL,
    forget_at BIGINT        NOT NULL,
    CONSTRAINT ${prefix}limit_pk PRIMARY KEY (limit_key)
);
CREATE INDEX IF NOT EXISTS ${prefix}limit_forget_at_idx ON ${schema}${prefix}limit (forget_at);

-- What only second factors, passkeys and their like need. An application without them may leave this table out.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}credential (
    id         VARCHAR(64)  NOT NULL,
    user_id    VARCHAR(64)  NOT NULL,
    kind       VARCHAR(20)  NOT NULL,
    lookup_key VARCHAR(100) NOT NULL,
    data       TEXT         NOT NULL,
    version    BIGINT       NOT NULL,
    created_at BIGINT       NOT NULL,
    used_at    BIGINT,
    expires_at BIGINT,
    CONSTRAINT ${prefix}credential_pk PRIMARY KEY (id),
    CONSTRAINT ${prefix}credential_key UNIQUE (kind, lookup_key)
);
CREATE INDEX IF NOT EXISTS ${prefix}credential_user_id_idx ON ${schema}${prefix}credential (user_id, created_at);
CREATE INDEX IF NOT EXISTS ${prefix}credential_expires_at_idx ON ${schema}${prefix}credential (expires_at);

-- One row: which version the tables are of, and the oldest code that may run on them. Code runs on its own version and
-- on every newer one that still allows it.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}schema (
    id          INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    oldest_code INTEGER NOT NULL,
    CONSTRAINT ${prefix}schema_pk PRIMARY KEY (id)
);
INSERT INTO ${schema}${prefix}schema (id, version, oldest_code)
SELECT 1, 1, 1 WHERE NOT EXISTS (SELECT id FROM ${schema}${prefix}schema);
