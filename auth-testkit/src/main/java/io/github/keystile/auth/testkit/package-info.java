/**
 * What applications are tested with: a service on memory, mails that are kept, a clock that is moved. {@link
 * io.github.keystile.auth.testkit.contract} is for authors of stores and mailers, {@link
 * io.github.keystile.auth.testkit.attack} attacks whole services.
 */
@NullMarked
package io.github.keystile.auth.testkit;

import org.jspecify.annotations.NullMarked;
