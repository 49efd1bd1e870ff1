package io.github.keystile.auth.password;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a new password must be, and the one form in which every password is compared, at signup, login, reset and
 * change alike. Immutable; each {@code with…} gives another policy, and refuses what is out of its range with an {@link
 * IllegalArgumentException} that names the cure.
 *
 * <p>Lengths count Unicode code points of the canonical form, so that every script has the same room. There are no
 * composition rules and nothing is trimmed or changed in case (NIST SP 800-63B-4, section 3.1.1.2; OWASP ASVS 5.0,
 * 6.2.4 to 6.2.10).
 *
 * <p>The shipped list of common passwords comes from zxcvbn, copyright Dan Wheeler and Dropbox, Inc., under the MIT
 * licence that stands in {@code META-INF/licenses/zxcvbn-MIT.txt} of the jar. It holds lower-case ASCII passwords of 6
 * and more characters. Rules find the rest of what is guessed first (ASVS 5.0, 6.2.4): repeats, runs, ways over a
 * keyboard, dates, and words of the list as they are usually disguised: doubled, reversed, in capitals, with look-alikes
 * for letters, with digits or signs around them. A passphrase of ordinary words is none of these.
 */
public final class PasswordPolicy {
    private static final int DEFAULT_MIN = 8;
    private static final int SINGLE_FACTOR_MIN = 15;
    private static final int DEFAULT_MAX = 256;
    private static final int SHORTEST_PART = 4;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

    // Four code points of a decomposed text compose to one at most, and each takes two chars at most.
    private static final int MAX_SHRINKING = 8;

    private final int minLength;
    private final int maxLength;
    private final boolean rejectCommon;
    private final Set<String> ownWords;

    private PasswordPolicy(int minLength, int maxLength, boolean rejectCommon, Set<String> ownWords) {
        if (minLength < 6 || minLength > 64) {
            throw new IllegalArgumentException("minLength is " + minLength
                    + ": set 6 to 64; 8 is the default, 15 where the password is the only factor");
        }
        if (maxLength < 64 || maxLength > 1024) {
            throw new IllegalArgumentException("maxLength is " + maxLength
                    + ": set 64 to 1024; 256 is the default, and less than 64 would refuse passphrases");
        }
        this.minLength = minLength;
        this.maxLength = maxLength;
        if (!ownWords.stream().allMatch(word -> word.length() >= 3 && word.length() <= 64)) {
            throw new IllegalArgumentException("Give ownWords of 3 to 64 characters each");
        }
        this.rejectCommon = rejectCommon;
        this.ownWords = Set.copyOf(ownWords);
    }

    /** 8 to 256 code points, common passwords refused. */
    public static PasswordPolicy ofDefaults() {
        return new PasswordPolicy(DEFAULT_MIN, DEFAULT_MAX, true, Set.of());
    }

    /**
     * 15 to 256 code points, common passwords refused: what NIST SP 800-63B-4, section 3.1.1.2, demands where the
     * password is the only factor.
     */
    public static PasswordPolicy singleFactor() {
        return ofDefaults().withMinLength(SINGLE_FACTOR_MIN);
    }

    /**
     * The fewest code points, 6 to 64. NIST SP 800-63B-4, section 3.1.1.2, asks for 8 beside a second factor and for 15
     * without.
     */
    public int minLength() {
        return minLength;
    }

    /** This policy with another {@link #minLength}. */
    public PasswordPolicy withMinLength(int value) {
        return new PasswordPolicy(value, maxLength, rejectCommon, ownWords);
    }

    /**
     * The most code points, 64 to 1024: room for passphrases (ASVS 5.0, 6.2.9), and an end to what a stranger can have
     * hashed.
     */
    public int maxLength() {
        return maxLength;
    }

    /**
     * This policy with another {@link #maxLength}. Lowering it locks out those whose password is longer, until they
     * reset it.
     */
    public PasswordPolicy withMaxLength(int value) {
        return new PasswordPolicy(minLength, value, rejectCommon, ownWords);
    }

    /** Whether what is guessed first is refused: the shipped list, {@link #ownWords}, and what the rules of this class find. */
    public boolean rejectCommon() {
        return rejectCommon;
    }

    /** This policy with another {@link #rejectCommon}. */
    public PasswordPolicy withRejectCommon(boolean value) {
        return new PasswordPolicy(minLength, maxLength, value, ownWords);
    }

    /**
     * Words of the application, its makers and its trade, refused in the same disguises as common ones: 3 to 64 characters
     * each, in whatever case. The application's name need not be among them.
     */
    public Set<String> ownWords() {
        return ownWords;
    }

    /** This policy with other {@link #ownWords}. */
    public PasswordPolicy withOwnWords(Set<String> value) {
        return new PasswordPolicy(minLength, maxLength, rejectCommon, value);
    }

    /**
     * The one form of a password that is hashed and compared: Unicode normalisation form NFC. Says nothing about
     * minimum length or common passwords, so that a password set under an older policy still logs in. Cheap for any
     * length: what is far too long is refused unread.
     *
     * @param raw any text, as it was typed
     * @return the canonical form, or empty if the text can never be a password: it holds U+0000 or a lone surrogate, or
     *     has more than {@code maxLength} code points
     */
    public Optional<String> canonical(String raw) {
        if (isFarTooLong(raw) || !PasswordText.isFaithful(raw)) {
            return Optional.empty();
        }
        String canonical = Normalizer.normalize(raw, Normalizer.Form.NFC);
        return length(canonical) <= maxLength ? Optional.of(canonical) : Optional.empty();
    }

    /**
     * Checks a new password against every rule that does not depend on the account.
     *
     * @param raw any text, as it was typed
     * @throws AuthException with {@code PASSWORD_TOO_LONG}, {@code PASSWORD_INVALID}, {@code PASSWORD_TOO_SHORT} or
     *     {@code PASSWORD_TOO_COMMON}; messages name the number and never the password
     */
    public void check(String raw) {
        if (!isFarTooLong(raw) && !PasswordText.isFaithful(raw)) {
            throw AuthException.of(AuthError.PASSWORD_INVALID);
        }
        String canonical = canonical(raw)
                .orElseThrow(() ->
                        AuthException.of(AuthError.PASSWORD_TOO_LONG, "Use at most " + maxLength + " characters."));
        if (length(canonical) < minLength) {
            throw AuthException.of(AuthError.PASSWORD_TOO_SHORT, "Use at least " + minLength + " characters.");
        }
        if (rejectCommon && isGuessedFirst(folded(canonical))) {
            throw AuthException.of(AuthError.PASSWORD_TOO_COMMON);
        }
    }

    private boolean isGuessedFirst(String folded) {
        Set<String> own = ownWords.stream().map(PasswordPolicy::folded).collect(Collectors.toSet());
        return Guesses.saysLittle(folded, minLength)
                || Guesses.isDisguised(folded, word -> CommonPasswords.contains(word) || own.contains(word));
    }

    /**
     * Checks a new password against what everybody knows of its owner, in the disguises of common words. Of each text the
     * whole counts, the whole without signs, and every part of 4 and more letters and digits.
     *
     * @param canonical the password as {@link #canonical} returned it
     * @param identities e-mail address, local part, username, the application's name: whatever the account has
     * @throws AuthException with {@code PASSWORD_MATCHES_IDENTITY} if the password is one of them
     */
    public void checkAgainst(String canonical, Collection<String> identities) {
        Set<String> known = identities.stream()
                .map(identity -> folded(Normalizer.normalize(identity, Normalizer.Form.NFC)))
                .flatMap(PasswordPolicy::words)
                .collect(Collectors.toSet());
        if (Guesses.isDisguised(folded(canonical), known::contains)) {
            throw AuthException.of(AuthError.PASSWORD_MATCHES_IDENTITY);
        }
    }

    private static Stream<String> words(String identity) {
        Stream<String> parts = BETWEEN_WORDS.splitAsStream(identity).filter(part -> part.length() >= SHORTEST_PART);
        return Stream.concat(Stream.of(identity, BETWEEN_WORDS.matcher(identity).replaceAll("")), parts);
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PasswordPolicy policy
                && minLength == policy.minLength
                && maxLength == policy.maxLength
                && rejectCommon == policy.rejectCommon
                && ownWords.equals(policy.ownWords);
    }

    @Override
    public int hashCode() {
        return Objects.hash(minLength, maxLength, rejectCommon, ownWords);
    }

    @Override
    public String toString() {
        return "PasswordPolicy[minLength=" + minLength + ", maxLength=" + maxLength + ", rejectCommon=" + rejectCommon
                + ", ownWords=" + ownWords + "]";
    }

    private boolean isFarTooLong(String raw) {
        return raw.length() > MAX_SHRINKING * maxLength;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
