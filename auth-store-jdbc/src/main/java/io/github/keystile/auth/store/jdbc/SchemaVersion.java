package io.github.keystile.auth.store.jdbc;

/**
 * Which version tables are of, and which code may run on them.
 *
 * @param version the tables'
 * @param oldestCode the version of the oldest code that may run on them
 */
record SchemaVersion(int version, int oldestCode) {
    /** The version that this code was written for, as the scripts insert it. */
    static final int OF_THIS_CODE = 1;

    boolean isTooOld() {
        return version < OF_THIS_CODE;
    }

    boolean isTooNew() {
        return oldestCode > OF_THIS_CODE;
    }
}
