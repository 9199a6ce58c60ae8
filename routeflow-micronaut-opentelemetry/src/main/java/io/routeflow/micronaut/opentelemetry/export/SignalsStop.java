package io.routeflow.micronaut.opentelemetry.export;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.order.Ordered;
import io.routeflow.micronaut.opentelemetry.otlp.StopDeadline;
import io.routeflow.micronaut.opentelemetry.signals.SdkSignalsClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Has the client's last flush begin with that of everything else, and share its time. The client
 * itself is no listener, since the stop would make one where the application has used none.
 */
final class SignalsStop implements ApplicationEventListener<ShutdownEvent>, Ordered {

  private final StopDeadline deadline;
  private volatile @Nullable SdkSignalsClient client;

  SignalsStop(Duration shutdownTimeout) {
    this.deadline = new StopDeadline(shutdownTimeout);
  }

  /** The client is stopped like this. */
  void use(SdkSignalsClient made) {
    client = made;
  }

  /** What is left of the time that the stop may take. */
  Duration remaining() {
    return Duration.ofNanos(deadline.remainingNanos());
  }

  /** Before the last flush of events, beside which the last signals are sent. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public void onApplicationEvent(ShutdownEvent event) {
    deadline.begin();
    SdkSignalsClient made = client;
    if (made != null) {
      made.beginFlush();
    }
  }
}
