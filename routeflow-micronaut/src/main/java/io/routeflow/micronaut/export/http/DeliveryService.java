package io.routeflow.micronaut.export.http;

import io.micronaut.core.annotation.Internal;
import io.micronaut.core.order.Ordered;
import io.micronaut.discovery.ServiceInstance;
import io.micronaut.discovery.ServiceInstanceList;
import io.micronaut.http.client.HttpClientConfiguration;
import io.micronaut.http.client.ServiceHttpClientConfiguration;
import io.routeflow.micronaut.configuration.LaneSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A destination over HTTP as the client sees it: its address, and how it is talked to.
 *
 * <p>TLS and proxy are what an application has configured for this service, else for all of its
 * clients. Whatever could change the outcome of an attempt is the module's own, by the settings of
 * the destination's lane: a redirect is an answer, not an order, because the key would go with it;
 * no answer takes longer than the lane's timeout; and the connections are as many as its batches in
 * flight. How long an idle one is kept is the application's again, where it has said so.
 */
@Internal
public abstract class DeliveryService extends HttpClientConfiguration
    implements ServiceInstanceList, Ordered {

  private static final Duration NEVER = Duration.ofSeconds(-1);

  /**
   * Less than the devices between here and a destination keep idle connections for, which forget
   * them without a word: with the client's default, for ever, all attempts of a batch could meet
   * such ones.
   */
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

  /** An attempt that was given up leaves the queue for connections a little later. */
  private static final int PENDING_PER_BATCH = 4;

  private final String id;
  private final Receiver receiver;
  private final ConnectionPoolConfiguration pool;
  private final WebSocketCompressionConfiguration webSocket;

  /**
   * The service of one destination.
   *
   * @param id the service's name, which is also that of its address resolver
   * @param address where everything is posted to, with its path as it stands in a request
   * @param lane the destination's
   * @param common what holds for all clients of the application
   * @param own what the application has configured for this service
   * @param log keeps the client's own lines out of the log
   * @param gate whether connections may be opened
   */
  protected DeliveryService(
      String id,
      URI address,
      LaneSettings lane,
      HttpClientConfiguration common,
      @Nullable ServiceHttpClientConfiguration own,
      ClientLog log,
      ConnectionGate gate) {
    super(own != null ? own : common);
    this.id = id;
    this.receiver = new Receiver(id, address);
    this.pool = new GatedPool(gate);
    HttpClientConfiguration base = own != null ? own : common;
    this.webSocket = base.getWebSocketCompressionConfiguration();
    Duration timeout = lane.retry().timeout();
    String resolver = own == null ? null : own.getAddressResolverGroupName();
    setAddressResolverGroupName(resolver != null ? resolver : id);
    setEventLoopGroup(DeliveryNetwork.NAME);
    setSslConfiguration(new DeliveryTls(base.getSslConfiguration(), timeout));
    if (own == null || own.getLoggerName().isEmpty()) {
      setLoggerName(ClientLog.NAME);
      log.quiet();
    }
    limitTime(timeout);
    if (getConnectionPoolIdleTimeout().isEmpty()) {
      setConnectionPoolIdleTimeout(IDLE_TIMEOUT);
    }
    limitConnections(lane.maxBatchesInFlight());
    readAnswersAsTheyAre();
  }

  private void limitTime(Duration timeout) {
    setReadTimeout(timeout);
    setConnectTimeout(timeout);
    // the attempt has its own, and ends its connection with it
    setRequestTimeout(NEVER);
    pool.setAcquireTimeout(timeout);
  }

  /** A connection carries one attempt, and each batch in flight has one attempt at a time. */
  private void limitConnections(int inFlight) {
    pool.setMaxConcurrentHttp1Connections(inFlight);
    pool.setMaxPendingConnections(inFlight);
    pool.setMaxPendingAcquires(inFlight * PENDING_PER_BATCH);
  }

  /** A redirect is not followed, and no body is decoded. */
  private void readAnswersAsTheyAre() {
    setFollowRedirects(false);
    setDecompressionEnabled(false);
    setMaxHeaderSize(DEFAULT_MAX_HEADER_SIZE);
    setMaxContentLength(DEFAULT_MAX_CONTENT_LENGTH);
    // it would log the key
    setLogLevel(null);
  }

  @Override
  public final ConnectionPoolConfiguration getConnectionPoolConfiguration() {
    return pool;
  }

  @Override
  public final WebSocketCompressionConfiguration getWebSocketCompressionConfiguration() {
    return webSocket;
  }

  /**
   * The last in order, because a URL under {@code micronaut.http.services.<id>} makes another one,
   * and of two with the same id the framework uses the later.
   */
  @Override
  public final int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public final String getID() {
    return id;
  }

  @Override
  public final List<ServiceInstance> getInstances() {
    return List.of(receiver);
  }

  /** The address as it was set: a template of the client would encode its path once more. */
  private record Receiver(String id, URI address) implements ServiceInstance {

    @Override
    public String getId() {
      return id;
    }

    @Override
    public URI getURI() {
      return address;
    }

    @Override
    public URI resolve(URI relative) {
      return address;
    }
  }

  /** No connection is opened behind the closed gate: the pool asks for the limit each time. */
  private static final class GatedPool extends ConnectionPoolConfiguration {

    private final ConnectionGate gate;

    GatedPool(ConnectionGate gate) {
      this.gate = gate;
    }

    @Override
    public int getMaxPendingConnections() {
      return gate.isClosed() ? 0 : super.getMaxPendingConnections();
    }
  }
}
