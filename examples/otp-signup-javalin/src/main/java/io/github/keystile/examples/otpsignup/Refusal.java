package io.github.keystile.examples.otpsignup;

/** Carries a problem of this application, as {@code AuthException} carries those of the library. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Refusal(Problem problem) {
        super(problem.error(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }

    static Refusal of(int status, String error, String message) {
        return new Refusal(new Problem(status, error, message, null, null));
    }

    static Refusal at(String field, int status, String error, String message) {
        return new Refusal(new Problem(status, error, message, field, null));
    }
}
