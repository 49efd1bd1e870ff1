package io.github.keystile.tests.security;

import static io.github.keystile.tests.support.Scene.EMAIL;
import static io.github.keystile.tests.support.Scene.NEW;
import static io.github.keystile.tests.support.Scene.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChangePassword;
import io.github.keystile.auth.CreateUser;
import io.github.keystile.auth.DeleteUser;
import io.github.keystile.auth.Diagnose;
import io.github.keystile.auth.DisableUser;
import io.github.keystile.auth.EnableUser;
import io.github.keystile.auth.EndOtherSessions;
import io.github.keystile.auth.EndSession;
import io.github.keystile.auth.EndUserSession;
import io.github.keystile.auth.EndUserSessions;
import io.github.keystile.auth.FinishEmailVerification;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.Logout;
import io.github.keystile.auth.LogoutEverywhere;
import io.github.keystile.auth.MarkEmailVerified;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.RequireReset;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SetPassword;
import io.github.keystile.auth.SetRoles;
import io.github.keystile.auth.SetUsername;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartEmailVerification;
import io.github.keystile.auth.UnlockUser;
import io.github.keystile.auth.UpdateAttributes;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.User;
import io.github.keystile.tests.support.Scene;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A verb, what must be true of its account whether it failed or not, and how the same wish is made anew. */
@SuppressWarnings("ImmutableEnumChecker") // its lambdas capture nothing
enum FaultyVerb {
    START_SIGNUP(scene -> new Prepared(
            scene::startSignup, what -> assertThat(scene.exists()).as(what).isFalse(), what -> {}, () -> {
                scene.aMinuteLater();
                scene.signUp();
            })),
    FINISH_SIGNUP(scene -> {
        ChallengeCode code = scene.startSignup();
        return new Prepared(
                () -> scene.finishSignup(code),
                what -> assertThat(scene.canLogIn(OLD)).as(what).isEqualTo(scene.exists()),
                what -> assertThat(scene.canLogIn(OLD)).as(what).isTrue(),
                () -> orElse(() -> scene.finishSignup(code), () -> scene.logIn(OLD)));
    }),
    RESEND_CODE(scene -> {
        ChallengeCode code = scene.startSignup();
        scene.aMinuteLater();
        return new Prepared(
                () -> resend(scene, code),
                what -> assertThat(scene.exists()).as(what).isFalse(),
                what -> {},
                () -> {
                    scene.aMinuteLater();
                    scene.auth.mailer.clear();
                    resend(scene, code);
                    scene.finishSignup(new ChallengeCode(code.challengeId(), scene.auth.mailer.lastCode(EMAIL)));
                });
    }),
    REGISTER_UNVERIFIED(scene -> new Prepared(
            scene::register,
            what -> assertThat(scene.canLogIn(OLD)).as(what).isEqualTo(scene.exists()),
            what -> assertThat(scene.canLogIn(OLD)).as(what).isTrue(),
            () -> orElse(scene::register, () -> scene.logIn(OLD)))),
    LOGIN(scene -> {
        scene.signUp();
        return new Prepared(
                () -> scene.logIn(OLD),
                what -> {},
                what -> assertThat(scene.canLogIn(OLD)).as(what).isTrue(),
                () -> scene.logIn(OLD));
    }),
    REFRESH(scene -> {
        SignedIn session = scene.signUp();
        scene.aMinuteLater();
        Refresh refresh = new Refresh(session.tokens().refreshToken(), Caller.unknown());
        return new Prepared(
                () -> scene.service.refresh(refresh),
                what -> assertThat(scene.service.users().sessions(session.user().id(), SessionCursor.start(), 100))
                        .as(what)
                        .hasSizeLessThanOrEqualTo(1),
                what -> assertThat(scene.service.users().sessions(session.user().id(), SessionCursor.start(), 100))
                        .as(what)
                        .hasSizeLessThanOrEqualTo(1),
                () -> assertThat(scene.isAlive(scene.service.refresh(refresh))).isTrue());
    }),
    REFUSED_LOGIN(scene -> {
        scene.signUp();
        return refused(
                () -> scene.logIn(NEW),
                what -> assertThat(scene.canLogIn(OLD)).as(what).isTrue(),
                () -> scene.logIn(OLD));
    }),
    LOGOUT(scene -> {
        SignedIn session = scene.signUp();
        return new Prepared(
                () -> scene.service.logout(new Logout(session.tokens().refreshToken(), Caller.unknown())),
                what -> {},
                what -> assertThat(scene.isAlive(session)).as(what).isFalse(),
                () -> scene.service.logout(new Logout(session.tokens().refreshToken(), Caller.unknown())));
    }),
    LOGOUT_EVERYWHERE(scene -> {
        SignedIn session = scene.signUp();
        return new Prepared(
                () -> scene.service
                        .account()
                        .logoutEverywhere(new LogoutEverywhere(session.tokens().accessToken(), Caller.unknown())),
                what -> {},
                what -> assertThat(scene.isAlive(session)).as(what).isFalse(),
                () -> scene.service
                        .users()
                        .endSessions(new EndUserSessions(session.user().id(), Caller.unknown())));
    }),
    END_SESSION(scene -> {
        SignedIn session = scene.signUp();
        SignedIn other = scene.logIn(OLD);
        return endingOf(other, scene, () -> end(scene, session, other));
    }),
    END_OTHER_SESSIONS(scene -> {
        SignedIn other = scene.signUp();
        SignedIn session = scene.logIn(OLD);
        return endingOf(
                other,
                scene,
                () -> scene.service
                        .account()
                        .endOtherSessions(new EndOtherSessions(session.tokens().accessToken(), Caller.unknown())));
    }),
    LOGOUT_EVERYWHERE_BY_AN_OPERATOR(scene -> {
        SignedIn session = scene.signUp();
        return endingOf(
                session,
                scene,
                () -> scene.service
                        .users()
                        .endSessions(new EndUserSessions(session.user().id(), Caller.unknown())));
    }),
    START_PASSWORD_RESET(scene -> {
        SignedIn session = scene.signUp();
        return new Prepared(
                () -> scene.startReset(ResetBy.CODE),
                what -> FaultSweepTest.assertOnePassword(scene, session, what),
                what -> {},
                () -> {
                    scene.aMinuteLater();
                    scene.reset(scene.resetCode(), NEW);
                });
    }),
    START_RESET_BY_LINK(scene -> {
        SignedIn session = scene.signUp();
        return new Prepared(
                () -> scene.startReset(ResetBy.LINK),
                what -> FaultSweepTest.assertOnePassword(scene, session, what),
                what -> {},
                () -> {
                    scene.aMinuteLater();
                    scene.reset(scene.resetLink(), NEW);
                });
    }),
    START_RESET_OF_NOBODY(scene -> refused(
            () -> scene.startReset(ResetBy.CODE),
            what -> assertThat(scene.exists()).as(what).isFalse(),
            () -> {
                scene.aMinuteLater();
                scene.signUp();
            })),
    RESEND_RESET_CODE(scene -> {
        SignedIn session = scene.signUp();
        ChallengeCode code = scene.resetCode();
        scene.aMinuteLater();
        return new Prepared(
                () -> resend(scene, code),
                what -> FaultSweepTest.assertOnePassword(scene, session, what),
                what -> {},
                () -> {
                    scene.aMinuteLater();
                    scene.auth.mailer.clear();
                    resend(scene, code);
                    scene.reset(new ChallengeCode(code.challengeId(), scene.auth.mailer.lastCode(EMAIL)), NEW);
                });
    }),
    WRONG_RESET_CODE_WITHOUT_ID(scene -> {
        SignedIn session = scene.signUp();
        ChallengeCode code = scene.resetCode();
        scene.aMinuteLater();
        ChallengeCode another = scene.resetCode();
        return refused(
                () -> scene.ticket(new IdentifierCode(EMAIL, "not a code")),
                what -> FaultSweepTest.assertOnePassword(scene, session, what),
                () -> {
                    scene.ticket(code);
                    scene.reset(another, NEW);
                });
    }),
    CHECK_RESET_CODE(scene -> {
        SignedIn session = scene.signUp();
        ChallengeCode code = scene.resetCode();
        return new Prepared(
                () -> scene.ticket(code),
                what -> FaultSweepTest.assertOnePassword(scene, session, what),
                what -> {},
                () -> scene.reset(scene.ticket(code), NEW));
    }),
    FINISH_RESET_BY_CODE(scene -> {
        SignedIn session = scene.signUp();
        ChallengeCode code = scene.resetCode();
        return passwordChange(scene, session, () -> scene.reset(code, NEW), () -> scene.reset(scene.resetCode(), NEW));
    }),
    FINISH_RESET_BY_TICKET(scene -> {
        SignedIn session = scene.signUp();
        var ticket = scene.ticket(scene.resetCode());
        return passwordChange(
                scene, session, () -> scene.reset(ticket, NEW), () -> scene.reset(scene.resetCode(), NEW));
    }),
    FINISH_RESET_BY_LINK(scene -> {
        SignedIn session = scene.signUp();
        var link = scene.resetLink();
        return passwordChange(scene, session, () -> scene.reset(link, NEW), () -> scene.reset(scene.resetLink(), NEW));
    }),
    CHANGE_PASSWORD(scene -> {
        SignedIn session = scene.signUp();
        return passwordChange(scene, session, () -> change(scene, session), () -> {
            if (scene.canLogIn(OLD)) {
                change(scene, session);
            }
        });
    }),
    START_EMAIL_VERIFICATION(scene -> {
        scene.register();
        SignedIn session = scene.logIn(OLD);
        return new Prepared(
                () -> startVerification(scene, session),
                what -> assertThat(scene.isAlive(session)).as(what).isTrue(),
                what -> {},
                () -> {
                    scene.aMinuteLater();
                    verify(scene, startVerification(scene, session));
                });
    }),
    VERIFY_EMAIL(scene -> {
        scene.register();
        SignedIn session = scene.logIn(OLD);
        ChallengeCode code = startVerification(scene, session);
        return new Prepared(
                () -> verify(scene, code),
                what -> assertThat(scene.service.users().findByEmail(EMAIL))
                        .as(what)
                        .get()
                        .matches(user -> user.emailVerified() != scene.isAlive(session), "verified or still signed in"),
                what -> assertThat(scene.service.users().findByEmail(EMAIL))
                        .as(what)
                        .get()
                        .matches(User::emailVerified),
                () -> orElse(
                        () -> {
                            scene.aMinuteLater();
                            verify(scene, startVerification(scene, session));
                        },
                        () -> scene.logIn(OLD)));
    }),
    CHANGE_USER(scene -> {
        String id = scene.signUp().user().id();
        Runnable change = () -> {
            scene.service
                    .users()
                    .updateAttributes(
                            new UpdateAttributes(id, old -> Attributes.of(Map.of("plan", "gold")), Caller.unknown()));
            scene.service.users().setUsername(new SetUsername(id, "vera", Caller.unknown()));
            scene.service.users().setRoles(new SetRoles(id, Set.of("admin"), Caller.unknown()));
        };
        Prepared.Check changed =
                what -> assertThat(scene.service.users().findByUsername("vera").orElseThrow())
                        .as(what)
                        .matches(user -> user.roles().contains("admin"))
                        .matches(user -> user.attributes().containsKey("plan"));
        return new Prepared(
                change, what -> assertThat(scene.canLogIn(OLD)).as(what).isTrue(), changed, change);
    }),
    UNLOCK(scene -> {
        String id = scene.signUp().user().id();
        for (int i = 0; i < 10; i++) {
            orElse(() -> scene.logIn(NEW), () -> {});
        }
        Runnable unlock = () -> scene.service.users().unlock(new UnlockUser(id, Caller.unknown()));
        return new Prepared(
                unlock,
                what -> {},
                what -> assertThat(scene.canLogIn(OLD)).as(what).isTrue(),
                unlock);
    }),
    SET_PASSWORD(scene -> {
        SignedIn session = scene.signUp();
        Runnable set = () ->
                scene.service.users().setPassword(new SetPassword(session.user().id(), NEW, Caller.unknown()));
        return passwordChange(scene, session, set, set);
    }),
    REQUIRE_RESET(scene -> {
        SignedIn session = scene.signUp();
        Runnable require = () -> scene.service
                .users()
                .requireReset(new RequireReset(session.user().id(), Caller.unknown()));
        return new Prepared(
                require,
                what -> assertThat(scene.isAlive(session)).as(what).isEqualTo(scene.canLogIn(OLD)),
                what -> assertThat(scene.canLogIn(OLD)).as(what).isFalse(),
                require);
    }),
    MARK_EMAIL_VERIFIED(scene -> {
        scene.register();
        String id = scene.service.users().findByEmail(EMAIL).orElseThrow().id();
        Runnable mark = () -> scene.service.users().markEmailVerified(new MarkEmailVerified(id, Caller.unknown()));
        return new Prepared(
                mark,
                what -> assertThat(scene.canLogIn(OLD)).as(what).isTrue(),
                what -> assertThat(scene.service.users().findById(id))
                        .as(what)
                        .get()
                        .matches(User::emailVerified),
                mark);
    }),
    CREATE(scene -> {
        Runnable create =
                () -> scene.service.users().create(new CreateUser(EMAIL, OLD, SignupProfile.none(), Caller.unknown()));
        return new Prepared(
                create,
                what -> assertThat(scene.canLogIn(OLD)).as(what).isEqualTo(scene.exists()),
                what -> assertThat(scene.canLogIn(OLD)).as(what).isTrue(),
                () -> orElse(create, () -> scene.logIn(OLD)));
    }),
    INVITE(scene -> new Prepared(
            scene::invited,
            what -> assertThat(scene.canLogIn(OLD)).as(what).isFalse(),
            what -> assertThat(scene.exists()).as(what).isTrue(),
            () -> {
                scene.aMinuteLater();
                scene.accept(scene.invited());
            })),
    ACCEPT_INVITATION(scene -> {
        String invitation = scene.invited();
        return new Prepared(
                () -> scene.accept(invitation),
                what -> assertThat(scene.exists()).as(what).isTrue(),
                what -> assertThat(scene.canLogIn(OLD)).as(what).isTrue(),
                () -> {
                    if (!scene.canLogIn(OLD)) {
                        scene.aMinuteLater();
                        scene.accept(scene.invited());
                    }
                });
    }),
    DIAGNOSE(scene -> {
        scene.signUp();
        Runnable diagnose = () -> scene.service.users().diagnose(new Diagnose(EMAIL, Caller.unknown()));
        return new Prepared(
                diagnose, what -> assertThat(scene.canLogIn(OLD)).as(what).isTrue(), what -> {}, diagnose);
    }),
    END_USER_SESSION(scene -> {
        SignedIn session = scene.signUp();
        return endingOf(
                session,
                scene,
                () -> scene.service
                        .users()
                        .endSession(new EndUserSession(session.user().id(), session.sessionId(), Caller.unknown())));
    }),
    ENABLE(scene -> {
        SignedIn session = scene.signUp();
        String id = session.user().id();
        scene.service.users().disable(new DisableUser(id, Caller.unknown()));
        return new Prepared(
                () -> scene.service.users().enable(new EnableUser(id, Caller.unknown())),
                what -> assertThat(scene.isAlive(session)).as(what).isFalse(),
                what -> assertThat(scene.canLogIn(OLD)).as(what).isTrue(),
                () -> scene.service.users().enable(new EnableUser(id, Caller.unknown())));
    }),
    PURGE(scene -> {
        SignedIn session = scene.signUp();
        scene.auth.clock.advance(Duration.ofHours(2));
        scene.service.refresh(new Refresh(session.tokens().refreshToken(), Caller.unknown()));
        return new Prepared(
                scene.service::purgeExpired,
                what -> assertThat(scene.canLogIn(OLD)).as(what).isTrue(),
                what -> assertThat(scene.service.users().sessions(session.user().id(), SessionCursor.start(), 100))
                        .as(what)
                        .isNotEmpty(),
                scene.service::purgeExpired);
    }),
    DISABLE(scene -> {
        SignedIn session = scene.signUp();
        String id = session.user().id();
        return new Prepared(
                () -> scene.service.users().disable(new DisableUser(id, Caller.unknown())),
                what -> assertThat(scene.isAlive(session)).as(what).isEqualTo(scene.canLogIn(OLD)),
                what -> {
                    assertThat(scene.isAlive(session)).as(what).isFalse();
                    assertThat(scene.canLogIn(OLD)).as(what).isFalse();
                },
                () -> scene.service.users().disable(new DisableUser(id, Caller.unknown())));
    }),
    DELETE(scene -> {
        SignedIn session = scene.signUp();
        return new Prepared(
                () -> scene.service.users().delete(new DeleteUser(session.user().id(), Caller.unknown())),
                what -> {
                    assertThat(scene.isAlive(session)).as(what).isEqualTo(scene.exists());
                    assertThat(scene.canLogIn(OLD)).as(what).isEqualTo(scene.exists());
                },
                what -> {
                    assertThat(scene.isAlive(session)).as(what).isFalse();
                    assertThat(scene.exists()).as(what).isFalse();
                },
                () -> orElse(
                        () -> scene.service
                                .users()
                                .delete(new DeleteUser(session.user().id(), Caller.unknown())),
                        () -> {}));
    });

    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<Scene, Prepared> preparation;

    FaultyVerb(Function<Scene, Prepared> preparation) {
        this.preparation = preparation;
    }

    Prepared prepare(Scene scene) {
        return preparation.apply(scene);
    }

    private static Prepared passwordChange(Scene scene, SignedIn before, Runnable verb, Runnable again) {
        return new Prepared(
                verb,
                what -> FaultSweepTest.assertOnePassword(scene, before, what),
                what -> {
                    assertThat(scene.canLogIn(NEW)).as(what).isTrue();
                    FaultSweepTest.assertOnePassword(scene, before, what);
                },
                () -> {
                    scene.aMinuteLater();
                    again.run();
                });
    }

    /** A verb that is refused: with a part broken, it is neither let through nor does it cost the right one anything. */
    private static Prepared refused(Runnable verb, Prepared.Check always, Runnable right) {
        return new Prepared(() -> orElse(verb, () -> {}), always, what -> {}, right);
    }

    private static Prepared endingOf(SignedIn session, Scene scene, Runnable verb) {
        return new Prepared(
                verb,
                what -> assertThat(scene.canLogIn(OLD)).as(what).isTrue(),
                what -> assertThat(scene.isAlive(session)).as(what).isFalse(),
                verb);
    }

    private static void end(Scene scene, SignedIn session, SignedIn other) {
        String id =
                scene.service.verifyAccessToken(other.tokens().accessToken()).sessionId();
        scene.service.account().endSession(new EndSession(session.tokens().accessToken(), id, Caller.unknown()));
    }

    private static void change(Scene scene, SignedIn session) {
        scene.service
                .account()
                .changePassword(new ChangePassword(session.tokens().accessToken(), OLD, NEW, Caller.unknown()));
    }

    private static void resend(Scene scene, ChallengeCode code) {
        scene.service.resendCode(new ResendCode(code.challengeId(), Caller.unknown()));
    }

    private static ChallengeCode startVerification(Scene scene, SignedIn session) {
        scene.auth.mailer.clear();
        String id = scene.service
                .account()
                .startEmailVerification(
                        new StartEmailVerification(session.tokens().accessToken(), Caller.unknown()))
                .challengeId();
        return new ChallengeCode(id, scene.auth.mailer.lastCode(EMAIL));
    }

    private static void verify(Scene scene, ChallengeCode code) {
        scene.service.account().finishEmailVerification(new FinishEmailVerification(code, Caller.unknown()));
    }

    /** The second where the first is refused because it was done before. */
    private static void orElse(Runnable first, Runnable second) {
        try {
            first.run();
        } catch (AuthException refused) {
            second.run();
        }
    }
}
