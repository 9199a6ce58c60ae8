package io.routeflow.micronaut.capture.http;

/** How a request's exchange with its client ended. */
enum Completion {
  /** The whole response was given to the connection. */
  ANSWERED,
  /** The client left before the response's end. */
  CLIENT_DISCONNECTED,
  /** The server ended the connection or the stream before the response's end. */
  ABORTED
}
