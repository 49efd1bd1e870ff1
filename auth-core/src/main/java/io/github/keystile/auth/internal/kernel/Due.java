package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.limit.Charge;

/** A charge, and in words on which axis. */
record Due(String text, Charge charge, Kind kind) {
    @Override
    public String toString() {
        return "Due[]";
    }

    enum Kind {
        SILENT,
        LOUD,
        /** Loud, and a verb that succeeds gives it back. */
        LOUD_ON_FAILURE,
        /** Silent, and only a verb that succeeds gives it back: being right is not enough. */
        SILENT_ON_FAILURE;

        boolean isLoud() {
            return this == LOUD || this == LOUD_ON_FAILURE;
        }
    }
}
