package io.github.keystile.auth.store.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoServerException;
import io.github.keystile.auth.error.StoreException;
import java.util.Locale;

/** What a driver's exception means, by its code; messages are for people and change. */
final class Failure {
    private Failure() {}

    /** A unique index stood against it; nothing was written. */
    static boolean isDuplicate(MongoException failure) {
        return ErrorCategory.fromErrorCode(failure.getCode()) == ErrorCategory.DUPLICATE_KEY;
    }

    /** Whether the server answered, if only with an error. */
    static boolean isAnswer(MongoException failure) {
        return failure.getCode() > 0;
    }

    /**
     * What the caller is told. What a server says names the values that it refused, addresses and hashes among them:
     * its code and the trace are kept, its words are not.
     */
    static StoreException broken(String operation, MongoException failure) {
        if (!(failure instanceof MongoServerException)) {
            return new StoreException(operation, failure);
        }
        String name = failure.getClass().getSimpleName();
        MongoException silent = new MongoException(
                failure.getCode(), String.format(Locale.ROOT, "%s with code %d", name, failure.getCode()));
        silent.setStackTrace(failure.getStackTrace());
        return new StoreException(operation, silent);
    }
}
