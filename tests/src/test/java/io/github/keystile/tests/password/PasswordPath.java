package io.github.keystile.tests.password;

import io.github.keystile.auth.AcceptInvitation;
import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthServiceBuilder;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChangePassword;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.CreateUser;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.InviteUser;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.ResetProof;
import io.github.keystile.auth.SetPassword;
import io.github.keystile.auth.SetUsername;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.TicketProof;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.tests.support.Options;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Every way in which somebody's password is set. */
enum PasswordPath {
    SIGNUP {
        @Override
        Consumer<String> ready(TestAuth auth) {
            return password -> {
                String challenge = auth.service()
                        .startSignup(new StartSignup(EMAIL, password, SignupProfile.named(USERNAME), NOBODY))
                        .challengeId();
                ChallengeCode code = new ChallengeCode(challenge, auth.mailer().lastCode(EMAIL));
                auth.service().finishSignup(new FinishSignup(code, SignupProfile.none(), NOBODY));
            };
        }
    },
    REGISTRATION {
        @Override
        Consumer<String> ready(TestAuth auth) {
            return password -> auth.service()
                    .registerUnverified(new RegisterUnverified(EMAIL, password, SignupProfile.named(USERNAME), NOBODY));
        }
    },
    RESET_BY_CODE {
        @Override
        Consumer<String> ready(TestAuth auth) {
            return finisher(auth, mailedCode(auth));
        }
    },
    RESET_BY_TICKET {
        @Override
        Consumer<String> ready(TestAuth auth) {
            CheckPasswordResetCode check = new CheckPasswordResetCode(mailedCode(auth), NOBODY);
            return finisher(
                    auth,
                    new TicketProof(auth.service().checkPasswordResetCode(check).ticket()));
        }
    },
    RESET_BY_LINK {
        @Override
        Consumer<String> ready(TestAuth auth) {
            signUp(auth);
            auth.service().startPasswordReset(new StartPasswordReset(EMAIL, ResetBy.LINK, NOBODY));
            String link = auth.mailer().lastLink(EMAIL);
            return finisher(auth, new LinkProof(link.substring(link.indexOf("token=") + "token=".length())));
        }
    },
    CHANGE {
        @Override
        Consumer<String> ready(TestAuth auth) {
            SignedIn session = signUp(auth);
            return password -> auth.service()
                    .account()
                    .changePassword(new ChangePassword(session.tokens().accessToken(), FIRST, password, NOBODY));
        }
    },
    INVITATION {
        @Override
        Consumer<String> ready(TestAuth auth) {
            auth.service().users().invite(new InviteUser(EMAIL, SignupProfile.named(USERNAME), NOBODY));
            String link = auth.mailer().lastLink(EMAIL);
            String token = link.substring(link.indexOf("token=") + "token=".length());
            return password -> auth.service().acceptInvitation(new AcceptInvitation(token, password, NOBODY));
        }
    },
    SET_BY_AN_OPERATOR {
        @Override
        Consumer<String> ready(TestAuth auth) {
            String id = signUp(auth).user().id();
            return password -> auth.service().users().setPassword(new SetPassword(id, password, NOBODY));
        }
    },
    MADE_BY_AN_OPERATOR {
        @Override
        Consumer<String> ready(TestAuth auth) {
            return password -> auth.service()
                    .users()
                    .create(new CreateUser(EMAIL, password, SignupProfile.named(USERNAME), NOBODY));
        }
    };

    static final String EMAIL = "martin.bauer@example.com";
    static final String USERNAME = "martin-bauer-77";
    static final String APP_NAME = "Bauernladen";
    static final String BREACHED = "Known from a breach";
    private static final String FIRST = "The very first one";
    private static final Caller NOBODY = Caller.unknown();

    /** Everything up to the call that sets the password; that call. */
    abstract Consumer<String> ready(TestAuth auth);

    Attempt begin(UnaryOperator<AuthServiceBuilder> options) {
        TestAuth auth = TestAuth.on(
                AuthStores.inMemory(),
                builder -> options.apply(builder.appName(APP_NAME)
                        .reset(Options.WITH_LINKS)
                        .invite(Options.WITH_INVITATIONS)
                        .breachChecker(BREACHED::equals)));
        return new Attempt(auth, ready(auth));
    }

    /** Somebody about to set a password. */
    record Attempt(TestAuth auth, Consumer<String> setter) implements AutoCloseable {
        void set(String password) {
            setter.accept(password);
        }

        void logIn(String password) {
            auth.logIn(EMAIL, password);
        }

        @Override
        public void close() {
            auth.close();
        }
    }

    private static SignedIn signUp(TestAuth auth) {
        SignedIn session = auth.signUp(EMAIL, FIRST);
        auth.service().users().setUsername(new SetUsername(session.user().id(), USERNAME, Caller.unknown()));
        auth.mailer().clear();
        return session;
    }

    private static ChallengeCode mailedCode(TestAuth auth) {
        signUp(auth);
        AuthService service = auth.service();
        String challenge = service.startPasswordReset(new StartPasswordReset(EMAIL, ResetBy.CODE, NOBODY))
                .challengeId();
        auth.mailer().await(EMAIL, MailPurpose.PASSWORD_RESET_CODE);
        return new ChallengeCode(challenge, auth.mailer().lastCode(EMAIL));
    }

    private static Consumer<String> finisher(TestAuth auth, ResetProof proof) {
        return password -> auth.service().finishPasswordReset(new FinishPasswordReset(proof, password, NOBODY));
    }
}
