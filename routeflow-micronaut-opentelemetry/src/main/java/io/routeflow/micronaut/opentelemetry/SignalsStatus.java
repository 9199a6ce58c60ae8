package io.routeflow.micronaut.opentelemetry;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a {@link SignalsClient} has done so far. Immutable.
 *
 * @param initialized whether it can be used
 * @param version of the module
 * @param serviceName which service sends
 * @param endpoint where to
 * @param protocol how
 * @param signals which are sent
 * @param uptime since it was initialized, while it is
 * @param metricsSent data points that the receiver has accepted
 * @param logsSent records that the receiver has accepted
 * @param spansSent spans that the receiver has accepted
 * @param failed data points, records and spans that it has not, after all attempts or after a
 *     shutdown that could not wait for it
 * @param dropped calls that had no effect: beyond the rate limit, with invalid input, or of a span
 *     or record while too many wait for the receiver
 * @since 0.1.0
 */
public record SignalsStatus(
    boolean initialized,
    String version,
    String serviceName,
    String endpoint,
    Protocol protocol,
    Set<Signal> signals,
    Optional<Duration> uptime,
    long metricsSent,
    long logsSent,
    long spansSent,
    long failed,
    long dropped) {}
