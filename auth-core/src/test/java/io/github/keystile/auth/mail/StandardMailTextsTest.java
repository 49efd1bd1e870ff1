package io.github.keystile.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardMailTextsTest {
    private static final Set<MailPurpose> TOLD_UNASKED =
            Set.of(MailPurpose.PASSWORD_CHANGED, MailPurpose.ACCOUNT_LOCKED, MailPurpose.INVITATION_LINK);

    private static final String CODE = "048213";
    private static final String LINK = "https://shop.example/reset?token=a_b-c&x=1";
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private final StandardMailTexts texts = StandardMailTexts.create();

    static Stream<MailPurpose> withCode() {
        return all().filter(purpose -> purpose.name().endsWith("_CODE"));
    }

    static Stream<MailPurpose> withProof() {
        return all().filter(purpose -> purpose.name().matches(".*_(CODE|LINK)"));
    }

    static Stream<MailPurpose> withMinutes() {
        return withProof().filter(purpose -> !purpose.equals(MailPurpose.INVITATION_LINK));
    }

    static Stream<MailPurpose> notices() {
        return all().filter(purpose -> !purpose.name().matches(".*_(CODE|LINK)"));
    }

    static Stream<MailPurpose> askedFor() {
        return all().filter(purpose -> !TOLD_UNASKED.contains(purpose));
    }

    static Stream<MailPurpose> all() {
        return MailPurpose.standard().stream();
    }

    @Test
    void everyConstantHasItsMail() throws IllegalAccessException {
        List<Object> constants = new ArrayList<>();
        for (Field field : MailPurpose.class.getFields()) {
            constants.add(field.get(null));
        }
        assertThat(MailPurpose.standard()).isEqualTo(constants);
    }

    @Test
    void aMailOfYourOwnIsAddedAndOneThatNobodyAddedIsRefusedByName() {
        var greeting = new MailPurpose("GREETING");
        var mine = new MailText("Welcome", "t", "h");
        StandardMailTexts more = texts.with(greeting, Locale.ENGLISH, (purpose, facts, locale) -> mine);
        assertThat(more.write(greeting, facts("Shop"), Locale.GERMAN)).isSameAs(mine);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> texts.write(greeting, facts("Shop"), Locale.ENGLISH))
                .withMessageContaining("GREETING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "greeting", "GREETING1", "A B", "AAAAAAAAAABBBBBBBBBBCCCCCCCCCCD"})
    void namesOfMailsAreChecked(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new MailPurpose(name));
    }

    @ParameterizedTest
    @MethodSource("withCode")
    void theCodeStandsOnceAloneAndUnbroken(MailPurpose purpose) {
        for (Locale language : LANGUAGES) {
            MailText mail = texts.write(purpose, facts("Shop"), language);
            assertThat(mail.text().lines()).containsOnlyOnce(CODE);
            assertThat(mail.text()).containsOnlyOnce(CODE);
            assertThat(mail.html()).containsOnlyOnce(CODE);
            assertThat(mail.html()).contains(">" + CODE + "</p>");
            assertThat(mail.subject()).doesNotContain(CODE);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyMailNamesTheApplicationInItsSubjectAndLeavesNoPlaceholder(MailPurpose purpose) {
        for (Locale language : LANGUAGES) {
            MailText mail = texts.write(purpose, facts("Shop"), language);
            assertThat(mail.subject()).contains("Shop");
            assertThat(mail.subject() + mail.text() + mail.html()).doesNotContain("{", "}");
            assertThat(mail.html()).contains("<html lang=\"" + language.getLanguage() + "\"");
            assertThat(mail.html()).doesNotContain("src=", "url(", "<script", "<img", "<link");
            assertThat(mail.text().lines()).allMatch(line -> line.length() < 78);
        }
    }

    @ParameterizedTest
    @MethodSource("askedFor")
    void everyMailThatSomebodyAskedForSaysWhatToDoOtherwise(MailPurpose purpose) {
        assertThat(oneLine(texts.write(purpose, facts("Shop"), Locale.ENGLISH)))
                .contains("If you did not ask for this, ignore this mail.");
        assertThat(oneLine(texts.write(purpose, facts("Shop"), Locale.GERMAN)))
                .contains("Wenn Sie das nicht angefordert haben, ignorieren Sie diese E-Mail.");
    }

    @ParameterizedTest
    @MethodSource("withMinutes")
    void theMinutesOfValidityAreNamed(MailPurpose purpose) {
        assertThat(texts.write(purpose, facts("Shop"), Locale.ENGLISH).text()).contains(" 10 minutes");
        assertThat(texts.write(purpose, facts("Shop"), Locale.GERMAN).text()).contains(" 10 Minuten");
        var oneMinute = new MailFacts("Shop", CODE, LINK, Duration.ofSeconds(119));
        assertThat(texts.write(purpose, oneMinute, Locale.ENGLISH).text()).containsPattern(" 1 minute\\b");
        assertThat(texts.write(purpose, oneMinute, Locale.GERMAN).text()).containsPattern(" 1 Minute\\b");
    }

    @Test
    void theLinkStandsAloneInTheTextAndIsEscapedInHtml() {
        MailText mail = texts.write(MailPurpose.PASSWORD_RESET_LINK, facts("Shop"), Locale.ENGLISH);
        assertThat(mail.text().lines()).containsOnlyOnce(LINK);
        assertThat(mail.html()).contains("href=\"" + LINK.replace("&", "&amp;") + "\"");
    }

    @ParameterizedTest
    @MethodSource("notices")
    void noticesCarryNeitherCodeNorLink(MailPurpose purpose) {
        for (Locale language : LANGUAGES) {
            MailText mail = texts.write(purpose, facts("Shop"), language);
            assertThat(mail.text() + mail.html()).doesNotContain(CODE, LINK, "http", "href");
        }
    }

    @Test
    void theNoticeForOwnersSaysHowToSignInOrReset() {
        String mail = oneLine(texts.write(MailPurpose.ALREADY_REGISTERED, facts("Shop"), Locale.ENGLISH));
        assertThat(mail).contains("There is an account with this address already", "Sign in", "Forgot password");
    }

    @Test
    void theNoticeOfAChangeSaysWhatToDo() {
        String mail = oneLine(texts.write(MailPurpose.PASSWORD_CHANGED, facts("Shop"), Locale.ENGLISH));
        assertThat(mail).contains("If it was not you", "set a new one");
    }

    @Test
    @Tag("MAL-06")
    void theApplicationsNameIsEscapedInHtml() {
        String name = "<a href=\"//evil\">Tom & Co's {code}</a>$1\\";
        MailText mail = texts.write(MailPurpose.SIGNUP_CODE, facts(name), Locale.ENGLISH);
        assertThat(mail.html())
                .doesNotContain("<a ")
                .contains("&lt;a href=&quot;//evil&quot;&gt;Tom &amp; Co&#39;s {code}&lt;/a&gt;$1\\");
        assertThat(mail.text()).contains(name).containsOnlyOnce(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\rb", "a\0b", "a\u0085b", "a\u2028b", "a\uD800b"})
    @Tag("MAL-06")
    void unprintableNamesAreRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> texts.write(MailPurpose.PASSWORD_CHANGED, facts(name), Locale.ENGLISH));
    }

    @Test
    @Tag("MAL-06")
    void longNamesAreRefused() {
        assertThat(texts.write(MailPurpose.SIGNUP_CODE, facts("n".repeat(100)), Locale.ENGLISH))
                .isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> texts.write(MailPurpose.SIGNUP_CODE, facts("n".repeat(10_240)), Locale.ENGLISH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"javascript:alert(1)", "//evil", "/reset", "https:///x", "https://a.example/ b", "https://a/\n"})
    @Tag("MAL-06")
    void linksThatAreNotOfTheWebAreRefused(String link) {
        var facts = new MailFacts("Shop", null, link, Duration.ofMinutes(10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> texts.write(MailPurpose.PASSWORD_RESET_LINK, facts, Locale.ENGLISH));
    }

    @Test
    void missingProofsAreRefused() {
        var nothing = new MailFacts("Shop", null, null, Duration.ZERO);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> texts.write(MailPurpose.SIGNUP_CODE, nothing, Locale.ENGLISH));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> texts.write(MailPurpose.PASSWORD_RESET_LINK, nothing, Locale.ENGLISH));
        var broken = new MailFacts("Shop", "048 213", null, Duration.ofMinutes(10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> texts.write(MailPurpose.SIGNUP_CODE, broken, Locale.ENGLISH));
    }

    @Test
    @Tag("MAL-09")
    void languagesAreLookedUpFromTheWholeTagToItsFirstPart() {
        StandardMailTexts more = texts;
        for (String tag : List.of("zh-CN", "zh-TW", "pt-BR", "pt-PT", "nb", "sr-Latn", "fr")) {
            more = more.with(
                    MailPurpose.SIGNUP_CODE, Locale.forLanguageTag(tag), (purpose, facts, locale) -> named(tag));
        }
        for (String[] pair : new String[][] {
            {"zh-CN", "zh-CN"},
            {"zh-TW", "zh-TW"},
            {"zh-TW-x-any", "zh-TW"},
            {"pt-BR", "pt-BR"},
            {"pt-PT-u-nu-latn", "pt-PT"},
            {"no", "nb"},
            {"no-NO", "nb"},
            {"nb-NO", "nb"},
            {"nn", "nb"},
            {"sr-Latn-RS", "sr-Latn"},
            {"fr-CA", "fr"}
        }) {
            assertThat(more.write(MailPurpose.SIGNUP_CODE, facts("Shop"), Locale.forLanguageTag(pair[0])))
                    .as(pair[0])
                    .isEqualTo(named(pair[1]));
        }
        String english = write(Locale.ENGLISH).text();
        for (String other : List.of("zh", "zh-HK", "pt", "sr-Cyrl", "und", "x-any")) {
            assertThat(more.write(MailPurpose.SIGNUP_CODE, facts("Shop"), Locale.forLanguageTag(other))
                            .text())
                    .as(other)
                    .isEqualTo(english);
        }
    }

    private static MailText named(String tag) {
        return new MailText(tag, tag, tag);
    }

    @Test
    void aCountryOfItsOwnReadsItsLanguageAndOthersReadEnglish() {
        MailText english = write(Locale.ENGLISH);
        MailText german = write(Locale.GERMAN);
        assertThat(german.subject()).contains("Bestätigen");
        assertThat(write(Locale.forLanguageTag("de-AT")).text()).isEqualTo(german.text());
        for (Locale other : List.of(Locale.US, Locale.FRENCH, Locale.ROOT, Locale.forLanguageTag("ar-EG"))) {
            assertThat(write(other).text()).isEqualTo(english.text());
        }
    }

    @Test
    void theDefaultLocaleDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("de-DE", "tr-TR", "ar-EG")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                var fresh = StandardMailTexts.create();
                assertThat(fresh.write(MailPurpose.SIGNUP_CODE, facts("Shop"), Locale.FRENCH)
                                .text())
                        .contains("If you did not ask", "10 minutes");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void oneMailCanBeReplacedOrTranslated() {
        var mine = new MailText("Bonjour", "t", "h");
        StandardMailTexts changed =
                texts.with(MailPurpose.SIGNUP_CODE, Locale.FRENCH, (purpose, facts, locale) -> mine);
        assertThat(changed.write(MailPurpose.SIGNUP_CODE, facts("Shop"), Locale.FRANCE))
                .isSameAs(mine);
        assertThat(changed.write(MailPurpose.SIGNUP_CODE, facts("Shop"), Locale.ENGLISH))
                .isNotSameAs(mine);
        assertThat(changed.write(MailPurpose.PASSWORD_CHANGED, facts("Shop"), Locale.FRANCE))
                .isNotSameAs(mine);
        assertThat(write(Locale.FRANCE)).isNotSameAs(mine);
        assertThatIllegalArgumentException().isThrownBy(() -> texts.with(MailPurpose.SIGNUP_CODE, Locale.ROOT, texts));
    }

    private MailText write(Locale locale) {
        return texts.write(MailPurpose.SIGNUP_CODE, facts("Shop"), locale);
    }

    private static String oneLine(MailText mail) {
        return mail.text().replace('\n', ' ');
    }

    private static MailFacts facts(String appName) {
        return new MailFacts(appName, CODE, LINK, Duration.ofMinutes(10));
    }
}
