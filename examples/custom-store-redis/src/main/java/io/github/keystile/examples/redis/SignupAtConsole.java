package io.github.keystile.examples.redis;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.key.RootSecret;
import java.io.PrintStream;
import java.util.function.Supplier;
import redis.clients.jedis.UnifiedJedis;

/** A first login: challenges in Redis, everything else in memory, the mail on the console. */
record SignupAtConsole(UnifiedJedis redis, Supplier<String> typed, PrintStream console) {
    private static final String EMAIL = "ann@example.com";
    private static final String PASSWORD = "correct horse";

    void run() {
        AuthStores memory = AuthStores.inMemory();
        AuthStores stores = AuthStores.of(
                memory.users(), new RedisOtpStore(redis, "keystile-demo"), memory.sessions(), memory.limits());
        try (AuthService auth = AuthService.builder(
                        RootSecret.generate(),
                        stores,
                        mail -> console.println(mail.text().text()))
                .build()) {
            ChallengeStarted signup =
                    auth.startSignup(new StartSignup(EMAIL, PASSWORD, SignupProfile.none(), Caller.unknown()));
            console.println("Type the code of the mail below:");
            ChallengeCode code = new ChallengeCode(signup.challengeId(), typed.get());
            auth.finishSignup(new FinishSignup(code, SignupProfile.none(), Caller.unknown()));
            SignedIn ann = auth.login(new Login(EMAIL, PASSWORD, Caller.unknown()));
            console.println("Signed in as " + ann.user().id());
        }
    }
}
