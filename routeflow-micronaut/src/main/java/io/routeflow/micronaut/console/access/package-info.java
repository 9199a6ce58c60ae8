/**
 * Who may use the console: decides on each request before anything else runs, exchanges codes and
 * tokens for a cookie, and puts the security headers on every answer.
 */
@NullMarked
package io.routeflow.micronaut.console.access;

import org.jspecify.annotations.NullMarked;
