package io.routeflow.micronaut.export.http;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.micronaut.context.BeanProvider;
import io.micronaut.core.annotation.Internal;
import io.micronaut.http.client.netty.NettyClientCustomizer;
import io.micronaut.json.JsonMapper;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Connects the attempts of all destinations over HTTP with the connections on which they are made,
 * so that an attempt which is given up closes its connection. Micronaut's client has no way to do
 * so: it leaves a connection open for as long as something arrives on it.
 *
 * <p>An attempt is known by its {@code Idempotency-Key}, which is unique to what is sent. Safe for
 * use by several threads.
 */
@Internal
@Singleton
public final class DeliveryConnections implements NettyClientCustomizer {

  /** The header by which an attempt is known on its connection. */
  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private static final String HANDLER = "routeflow-delivery";

  private final EventLoopGroup group;
  private final boolean canHaveClients;

  /** Longest time from the start of a connection to its first request. */
  private final AtomicLong setupNanos = new AtomicLong();

  /** By the idempotency key; bounded by what is in flight. */
  private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();

  /** For all clients that are made afterwards on the delivery's event loop. */
  @Inject
  DeliveryConnections(
      BeanProvider<NettyClientCustomizer.Registry> customizers,
      BeanProvider<JsonMapper> mappers,
      @Named(DeliveryNetwork.NAME) EventLoopGroup group,
      ConnectionGate gate) {
    this(group, mappers.isPresent());
    gate.isAskedOn(group);
    if (canHaveClients) {
      // what keeps the customizers makes the clients, and needs the mapper as well
      customizers.forEach(registry -> registry.register(this));
    }
  }

  DeliveryConnections(EventLoopGroup group, boolean canHaveClients) {
    this.group = group;
    this.canHaveClients = canHaveClients;
  }

  /** Whether there is the JSON mapper that the framework's client cannot be made without. */
  boolean canHaveClients() {
    return canHaveClients;
  }

  /**
   * A destination whose attempts take so long at most. A connection does not say whose it is before
   * its first request, so that the longest of these limits holds until then; what a destination
   * waits for is limited by its own.
   */
  public void limit(Duration timeout) {
    setupNanos.accumulateAndGet(timeout.toNanos(), Math::max);
  }

  /**
   * Starts an attempt; {@link Attempt#end} must follow.
   *
   * @param key the idempotency key
   * @param rules what an answer means
   */
  Attempt begin(String key, StatusRules rules) {
    Attempt attempt = new Attempt(key, rules);
    attempts.put(key, attempt);
    return attempt;
  }

  /** The pending attempt of a key, or {@code null} where it was given up. */
  @Nullable Attempt pending(@Nullable String key) {
    return key == null ? null : attempts.get(key);
  }

  @Override
  public NettyClientCustomizer specializeForChannel(Channel channel, ChannelRole role) {
    boolean ours = channel.eventLoop().parent() == group;
    return ours ? new Connection(channel) : this;
  }

  private static void close(Channel channel) {
    Future<?> unused = channel.close();
  }

  /** One attempt. */
  final class Attempt {

    private final String key;
    private final StatusRules rules;
    private @Nullable Channel channel;
    private @Nullable ExportResult answer;
    private boolean ended;

    Attempt(String key, StatusRules rules) {
      this.key = key;
      this.rules = rules;
    }

    /** The request is about to be written; {@code false} where the attempt was given up. */
    synchronized boolean sentOn(Channel connection) {
      if (!ended) {
        channel = connection;
      }
      return !ended;
    }

    /**
     * What the destination has answered. Between here and the exporter an answer may become
     * something else: Micronaut makes exceptions of some, and other libraries make nothing of a
     * 404.
     */
    synchronized void answered(int status, @Nullable String retryAfter, @Nullable String date) {
      answer = rules.result(status, retryAfter, date, Instant.now());
    }

    /** The last answer, or {@code null} where there was none. */
    synchronized @Nullable ExportResult answer() {
      return answer;
    }

    /** The answer was read to its end: the connection may be used again. */
    synchronized void leave() {
      channel = null;
    }

    /** Ends the attempt, and closes its connection unless it was left. */
    void end() {
      attempts.remove(key, this);
      Channel open;
      synchronized (this) {
        ended = true;
        open = channel;
        channel = null;
      }
      if (open != null) {
        close(open);
      }
    }
  }

  /** One connection, from its start to its first request. Confined to its event loop. */
  private final class Connection implements NettyClientCustomizer {

    private final Channel channel;
    private @Nullable Future<?> limit;

    Connection(Channel channel) {
      this.channel = channel;
    }

    @Override
    public void onInitialPipelineBuilt() {
      limit = channel.eventLoop().schedule(() -> close(channel), setupNanos.get(), NANOSECONDS);
    }

    @Override
    public void onStreamPipelineBuilt() {
      if (limit != null) {
        limit.cancel(false);
      }
      channel.pipeline().addLast(HANDLER, new DeliveryChannel(DeliveryConnections.this));
    }
  }
}
