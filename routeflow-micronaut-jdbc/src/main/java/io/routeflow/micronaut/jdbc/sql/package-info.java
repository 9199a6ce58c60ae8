/**
 * SQL text without values: what leaves the process of a statement is written here.
 *
 * <p>One lexer walks the text once; the writer, the table collector, the operation finder and the
 * secret guard look at the same tokens. Everything that is not understood is hidden.
 */
@NullMarked
package io.routeflow.micronaut.jdbc.sql;

import org.jspecify.annotations.NullMarked;
