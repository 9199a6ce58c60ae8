/**
 * The SQL that a request runs is in its event, and in no other; the application notices nothing.
 */
@NullMarked
package suite.jdbc;

import org.jspecify.annotations.NullMarked;
