package io.routeflow.micronaut.capture;

/** How a request's exchange with its client ended. */
enum Ending {
  /** The whole response was given to the connection. */
  ANSWERED,
  /** The client left before the response's end. */
  CLIENT_LEFT,
  /** The server ended the connection or the stream before the response's end. */
  BROKEN_OFF
}
