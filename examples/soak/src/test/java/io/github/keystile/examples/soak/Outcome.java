package io.github.keystile.examples.soak;

/** What an operation came to. */
enum Outcome {
    OK,
    REFUSED,
    BUSY
}
