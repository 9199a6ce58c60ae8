package io.routeflow.micronaut.export.http;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Internal;
import io.micronaut.http.netty.channel.DefaultEventLoopGroupConfiguration;
import io.micronaut.http.netty.channel.EventLoopGroupConfiguration;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ThreadPerTaskExecutor;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The event loop of all destinations over HTTP. It is the module's own, because the client would
 * use the application's event loops otherwise, and whatever a destination does there would delay
 * the application's requests.
 *
 * <p>The beans are found by name only: {@code micronaut.netty.event-loops.default} stays the
 * default of the application.
 */
@Internal
@Factory
public final class DeliveryNetwork {

  /** The name of the event loop group and of its thread. */
  public static final String NAME = "routeflow-delivery";

  private static final String EVENT_LOOP = EventLoopGroupConfiguration.EVENT_LOOPS + "." + NAME;
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(1);

  /** One thread, unless the application configures a group of this name. */
  @Singleton
  @Named(NAME)
  @Requires(missingProperty = EVENT_LOOP)
  EventLoopGroupConfiguration eventLoop() {
    return new DefaultEventLoopGroupConfiguration(
        NAME, 1, 1.0, null, false, null, NAME, Duration.ZERO, SHUTDOWN_TIMEOUT, false);
  }

  /** Daemon threads, because telemetry must not keep a process alive. */
  @Singleton
  @Named(NAME)
  @Bean(typed = Executor.class)
  Executor threads() {
    return new ThreadPerTaskExecutor(new DefaultThreadFactory(NAME, true));
  }
}
