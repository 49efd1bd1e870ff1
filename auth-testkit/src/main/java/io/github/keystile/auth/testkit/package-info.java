/** What stores, mailers and applications are tested with: contract tests, a capturing mailer, a settable clock. */
@NullMarked
package io.github.keystile.auth.testkit;

import org.jspecify.annotations.NullMarked;
