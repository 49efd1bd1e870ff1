/** What Keystile costs beside bare limits and other libraries; see RESULTS.md. */
@NullMarked
package io.github.keystile.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
