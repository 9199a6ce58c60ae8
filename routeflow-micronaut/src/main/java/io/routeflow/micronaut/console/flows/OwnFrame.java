package io.routeflow.micronaut.console.flows;

import io.routeflow.micronaut.event.ExceptionDetails;
import io.routeflow.micronaut.spi.GeneratedClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frame of the application that an exception came from, by which failures are grouped. */
final class OwnFrame {

  private OwnFrame() {}

  /** Such as {@code Orders.pay:42}; of the nearest cause where the exception itself has none. */
  static @Nullable String of(ExceptionDetails exception) {
    String own = first(exception.frames());
    for (ExceptionDetails.Cause cause : exception.causes()) {
      if (own != null) {
        break;
      }
      own = first(cause.frames());
    }
    return own;
  }

  private static @Nullable String first(List<ExceptionDetails.Frame> frames) {
    for (ExceptionDetails.Frame frame : frames) {
      if (frame.inApp() && !GeneratedClass.is(frame.type())) {
        String type = frame.type().substring(frame.type().lastIndexOf('.') + 1);
        String place = type + "." + frame.function();
        return frame.line() < 0 ? place : place + ":" + frame.line();
      }
    }
    return null;
  }
}
