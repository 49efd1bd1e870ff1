package io.github.keystile.tests.security;

/**
 * A verb whose account is ready for it.
 *
 * @param verb what may fail
 * @param whole what must hold when it failed
 * @param done what must hold when it did not
 * @param freshWish makes the same wish anew, and fails if that does not work
 */
record Prepared(Runnable verb, Check whole, Check done, Runnable freshWish) {
    /** What is asserted, and what is said when it does not hold. */
    interface Check {
        void holds(String what);
    }

    void act() {
        verb.run();
    }

    void assertWhole(String what) {
        whole.holds(what);
    }

    void assertDone(String what) {
        done.holds(what);
    }

    void again() {
        freshWish.run();
    }
}
