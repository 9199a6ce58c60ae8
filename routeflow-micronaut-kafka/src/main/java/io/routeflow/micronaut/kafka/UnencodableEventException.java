package io.routeflow.micronaut.kafka;

import java.io.Serial;

/** No record can be made of an event, now or later; nothing is wrong with the others. */
final class UnencodableEventException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  UnencodableEventException(Throwable cause) {
    super(cause);
  }
}
