package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.Purpose;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every errand that this service runs. */
public final class Errands {
    private final Map<Purpose, Known> known;

    public Errands(List<Known> known) {
        this.known = known.stream()
                .collect(Collectors.toUnmodifiableMap(each -> each.errand().purpose(), Function.identity()));
    }

    /** Empty for a purpose of another version of this library, which runs beside this one on the same store. */
    public Optional<Known> of(Purpose purpose) {
        return Optional.ofNullable(known.get(purpose));
    }

    /** An errand, and how whoever it was begun for is found when they ask for another code. */
    public record Known(Errand errand, Again again) {}

    /** Finds whom a challenge that exists is about; one look-up, whoever that is. */
    @FunctionalInterface
    public interface Again {
        /** Empty if it is of no use any more. */
        Optional<Addressee> find(Challenge challenge, Call call);
    }
}
