/** A challenge store of one's own, on Redis. */
@NullMarked
package io.github.keystile.examples.redis;

import org.jspecify.annotations.NullMarked;
