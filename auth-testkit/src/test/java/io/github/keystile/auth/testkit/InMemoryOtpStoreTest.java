package io.github.keystile.auth.testkit;

import io.github.keystile.auth.otp.InMemoryOtpStore;
import io.github.keystile.auth.otp.OtpStore;
import org.junit.jupiter.api.Tag;

@Tag("STO-07")
class InMemoryOtpStoreTest extends OtpStoreContract {
    private final OtpStore store = new InMemoryOtpStore();

    @Override
    protected OtpStore createOtpStore() {
        return store;
    }
}
