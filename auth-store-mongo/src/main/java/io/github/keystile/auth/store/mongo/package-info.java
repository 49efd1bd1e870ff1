/** The stores on MongoDB. */
@NullMarked
package io.github.keystile.auth.store.mongo;

import org.jspecify.annotations.NullMarked;
