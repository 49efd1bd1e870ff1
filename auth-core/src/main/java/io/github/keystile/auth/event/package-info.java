/** What happened, for audit logs and alarms. */
@NullMarked
package io.github.keystile.auth.event;

import org.jspecify.annotations.NullMarked;
