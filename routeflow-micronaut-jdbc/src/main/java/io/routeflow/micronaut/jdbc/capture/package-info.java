/**
 * What differs from plain forwarding: statements are timed, named and grouped by the request that
 * runs them.
 *
 * <p>A statement walks from {@code CapturingDataSource} over {@code CapturingConnection} to the
 * statement wrappers; each execution ends in {@code SqlRecorder.executed} or {@code failed}, which
 * add it to the {@code RequestSql} of the request in flight, or count it as unattributed where
 * there is none. Nothing that happens here reaches the application: its exceptions are the
 * driver's.
 */
@NullMarked
package io.routeflow.micronaut.jdbc.capture;

import org.jspecify.annotations.NullMarked;
