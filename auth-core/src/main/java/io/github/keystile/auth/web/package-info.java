/** Cookies and cross-site checks as plain values, for any web framework. */
@NullMarked
package io.github.keystile.auth.web;

import org.jspecify.annotations.NullMarked;
