package io.github.keystile.tests.signup;

import static io.github.keystile.tests.support.Door.ANNA;
import static io.github.keystile.tests.support.Door.COOLDOWN;
import static io.github.keystile.tests.support.Door.LIFETIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.AuthServiceBuilder;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.CodeProof;
import io.github.keystile.auth.Disclosure;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.tests.support.Door;
import io.github.keystile.tests.support.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An attacker posts the victim's address with a password of their own and asks for that code again, before, between and
 * after the victim's requests. The victim then types every code that the mailbox holds. Whatever the order and the mode: the attacker's password
 * opens nothing.
 */
class SignupTakeoverTest {
    private static final String VICTIMS = "the victim's own words";
    private static final String ATTACKERS = "the attacker's own words";
    private static final Pattern CODE = Pattern.compile("(?m)^\\s*([0-9]{6})\\s*$");
    private static final List<Duration> GAPS =
            List.of(Duration.ZERO, COOLDOWN, LIFETIME.minus(Duration.ofSeconds(1)), LIFETIME.plus(COOLDOWN));

    /** How the application is built. */
    private enum Mode {
        UNIFORM(false, Disclosure.UNIFORM),
        EXPLICIT(false, Disclosure.EXPLICIT),
        UNIFORM_BY_EMAIL(true, Disclosure.UNIFORM),
        EXPLICIT_BY_EMAIL(true, Disclosure.EXPLICIT);

        private final boolean byEmail;
        private final Disclosure disclosure;

        Mode(boolean byEmail, Disclosure disclosure) {
            this.byEmail = byEmail;
            this.disclosure = disclosure;
        }

        AuthServiceBuilder build(AuthServiceBuilder options) {
            AuthServiceBuilder disclosed = options.disclosure(disclosure);
            return byEmail ? Options.finishByEmail(disclosed) : disclosed;
        }
    }

    record Story(Mode mode, String order, Duration gap) {}

    /** Requests of victim and attacker, and resends of the attacker, in every order, at every distance, in every mode. */
    static Stream<Story> stories() {
        List<String> orders = Stream.iterate(List.of(""), shorter -> shorter.size() < 100, SignupTakeoverTest::longer)
                .flatMap(List::stream)
                .filter(order -> order.contains("V") && order.contains("A"))
                .filter(order -> order.length() < 4 || !order.contains("R"))
                .toList();
        return Stream.of(Mode.values())
                .flatMap(mode ->
                        orders.stream().flatMap(order -> GAPS.stream().map(gap -> new Story(mode, order, gap))));
    }

    private static List<String> longer(List<String> orders) {
        return orders.stream()
                .flatMap(order -> Stream.of(order + "A", order + "V", order + "R"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("stories")
    @Tag("SGN-01")
    void theAttackersPasswordOpensNothing(Story story) {
        try (Door door = Door.with(story.mode()::build)) {
            List<String> victimsIds = new ArrayList<>();
            List<String> attackersIds = new ArrayList<>();
            for (char step : story.order().toCharArray()) {
                switch (step) {
                    case 'V' -> ask(door, () -> door.request(ANNA, VICTIMS)).ifPresent(victimsIds::add);
                    case 'A' -> ask(door, () -> door.request(ANNA, ATTACKERS)).ifPresent(attackersIds::add);
                    default -> attackersIds.forEach(id -> ask(door, () -> door.resend(id)));
                }
                door.after(story.gap());
            }
            for (String code : mailedCodes(door)) {
                proofs(story.mode(), victimsIds, code).forEach(proof -> type(door, proof));
            }
            assertThat(door.lets(ANNA, ATTACKERS)).isFalse();
        }
    }

    /** The challenge's id, once its mail is there; the budget of mails is never reached here. */
    private static Optional<String> ask(Door door, Supplier<ChallengeStarted> request) {
        try {
            int before = door.auth().mailer().messages().size();
            ChallengeStarted started = request.get();
            door.auth().mailer().awaitCount(before + 1);
            return Optional.of(started.challengeId());
        } catch (AuthException refused) {
            return Optional.empty();
        }
    }

    /** The newest first, as a person reads. */
    private static List<String> mailedCodes(Door door) {
        List<String> codes = new ArrayList<>();
        for (MailMessage mail : door.auth().mailer().messages()) {
            Matcher matcher = CODE.matcher(mail.text().text());
            if (matcher.find()) {
                codes.add(0, matcher.group(1));
            }
        }
        return codes;
    }

    private static List<CodeProof> proofs(Mode mode, List<String> victimsIds, String code) {
        Stream<CodeProof> byId = victimsIds.stream().map(id -> new ChallengeCode(id, code));
        Stream<CodeProof> byEmail = mode.byEmail ? Stream.of(new IdentifierCode(ANNA, code)) : Stream.of();
        return Stream.concat(byEmail, byId).toList();
    }

    private static void type(Door door, CodeProof proof) {
        try {
            door.finish(proof);
        } catch (AuthException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
