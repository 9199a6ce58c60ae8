package io.routeflow.micronaut.delivery.spool;

import java.io.IOException;

/** A file is not the batch that its name says; the message completes the sentence "… because". */
final class DamagedBatchException extends IOException {

  private static final long serialVersionUID = 1L;

  DamagedBatchException(String message) {
    super(message);
  }
}
