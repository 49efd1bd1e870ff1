package io.github.keystile.auth.testkit.memory;

import io.github.keystile.auth.otp.InMemoryOtpStore;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.testkit.contract.OtpStoreContract;
import io.github.keystile.auth.testkit.contract.OtpStoreLookUps;
import io.github.keystile.auth.testkit.contract.OtpStoreRaces;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

@Tag("STO-07")
class InMemoryOtpStoreTest {
    private final OtpStore store = new InMemoryOtpStore();

    @Nested
    class Rows extends OtpStoreContract {
        @Override
        protected OtpStore createOtpStore() {
            return store;
        }
    }

    @Nested
    class LookUps extends OtpStoreLookUps {
        @Override
        protected OtpStore createOtpStore() {
            return store;
        }
    }

    @Nested
    class Races extends OtpStoreRaces {
        @Override
        protected OtpStore createOtpStore() {
            return store;
        }
    }
}
