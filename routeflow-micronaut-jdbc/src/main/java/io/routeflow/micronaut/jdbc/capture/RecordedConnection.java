package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.delegate.ForwardingConnection;
import java.sql.Statement;

/**
 * What the statements and the metadata of a connection need of it: where executions are recorded.
 */
abstract class RecordedConnection extends ForwardingConnection {

  /** Records executions on this connection. */
  abstract SqlRecorder recorder();

  /** What the calling code works for; another request may have asked for this connection. */
  abstract SqlContext context();

  /** The driver's statement, with its executions recorded. */
  abstract Statement record(Statement statement);
}
