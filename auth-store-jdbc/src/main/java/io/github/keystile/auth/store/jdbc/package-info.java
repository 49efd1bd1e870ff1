/** The stores on any {@link javax.sql.DataSource}. */
@NullMarked
package io.github.keystile.auth.store.jdbc;

import org.jspecify.annotations.NullMarked;
