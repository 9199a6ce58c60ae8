/**
 * An application without an HTTP server; apart, since it is all that its class path has of the
 * tests.
 */
@NullMarked
package suite.presence.plain;

import org.jspecify.annotations.NullMarked;
