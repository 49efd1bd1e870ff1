/** That every benchmark runs; no time is asserted. */
@NullMarked
package io.github.keystile.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
