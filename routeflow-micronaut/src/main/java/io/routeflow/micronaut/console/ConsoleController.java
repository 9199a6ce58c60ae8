package io.routeflow.micronaut.console;

import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.HttpVersion;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.Router;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowIgnore;
import io.routeflow.micronaut.configuration.ConsolePath;
import io.routeflow.micronaut.configuration.IngestSettings;
import io.routeflow.micronaut.configuration.LenientReader;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.configuration.SettingCatalog;
import io.routeflow.micronaut.console.access.AccessGuard;
import io.routeflow.micronaut.console.access.AccessRequest;
import io.routeflow.micronaut.console.access.ConsoleResponses;
import io.routeflow.micronaut.console.access.ConsoleRoutes;
import io.routeflow.micronaut.console.access.OuterSecurity;
import io.routeflow.micronaut.console.flows.FlowDetail;
import io.routeflow.micronaut.console.flows.RecentFlows;
import io.routeflow.micronaut.console.json.JsonObject;
import io.routeflow.micronaut.console.live.LiveConnection;
import io.routeflow.micronaut.console.live.LiveStream;
import io.routeflow.micronaut.diagnostics.CaptureOverhead;
import io.routeflow.micronaut.queue.EventLedger;
import io.routeflow.micronaut.spi.OpenRequests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The data of the console, and the stream of what is new. Not on the event loop: writing 500 rows
 * takes a while.
 */
@RouteflowIgnore
@Controller(ConsolePath.PATH + "/api")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
@Consumes(MediaType.ALL)
final class ConsoleController implements ConsoleRoutes {

  /** Requests that can be asked for in one go. */
  static final int MAX_SELECTED = 20;

  private static final String JDBC_MODULE = "routeflow-micronaut-jdbc";
  private static final String RETRY_AFTER_SECONDS = "10";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final Pattern UUID_SHAPE =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final AccessGuard guard;
  private final RecentFlows flows;
  private final RouteflowConfiguration configuration;
  private final DeliveryReporter deliveries;
  private final LiveStream stream;
  private final Routeflow routeflow;
  private final ApplicationRoutes routes;
  private final BeanContext beans;
  private final BeanProvider<Router> router;
  private final OpenRequests open;
  private final boolean localDetails;
  private final boolean endpointRejected;

  ConsoleController(
      Routeflow routeflow,
      RouteflowConfiguration configuration,
      RecentFlows flows,
      EventLedger ledger,
      CaptureOverhead cost,
      LiveStream stream,
      ConsolePath path,
      BeanContext beans,
      BeanProvider<Router> router,
      OpenRequests open,
      LenientReader reader,
      @Nullable OuterSecurity security) {
    this.guard = new AccessGuard(security);
    this.routeflow = routeflow;
    this.flows = flows;
    this.stream = stream;
    this.beans = beans;
    this.router = router;
    this.open = open;
    this.routes = new ApplicationRoutes(router, configuration.capture().ignoredPaths());
    this.localDetails = path.showsLocalDetails();
    this.endpointRejected = IngestSettings.isEndpointRejected(reader);
    this.configuration = configuration;
    this.deliveries = new DeliveryReporter(routeflow, configuration, flows, ledger, cost, stream);
  }

  /** Which application this is. */
  @Get("/state")
  HttpResponse<?> state(HttpRequest<?> request) {
    return guarded(request, this::currentState);
  }

  /**
   * The ring: all of it, the newest {@code last}, what is newer than the request numbered {@code
   * after}, or those of {@code ids} whole. What cannot be read of the query counts as not asked
   * for.
   */
  @Get("/requests")
  HttpResponse<?> requests(HttpRequest<?> request) {
    return guarded(request, () -> requestsAskedFor(request));
  }

  /**
   * One request.
   *
   * @param id of its event
   */
  @Get("/requests/{id}")
  HttpResponse<?> request(String id, HttpRequest<?> request) {
    return guard.answer(
        request,
        () -> {
          FlowDetail detail = find(id);
          return detail == null
              ? ConsoleResponses.error(
                  request, HttpStatus.NOT_FOUND, "The request is not, or no longer, here")
              : ConsoleResponses.data(detail);
        });
  }

  /** The requests that are being handled. */
  @Get("/running")
  HttpResponse<?> running(HttpRequest<?> request) {
    return guarded(request, () -> RunningList.of(open));
  }

  /** Where the sources of handlers and repositories are; of a developer's application only. */
  @Get("/classes")
  HttpResponse<?> classes(HttpRequest<?> request) {
    return guarded(
        request,
        () ->
            localDetails ? ApplicationClasses.of(router, beans) : new ApplicationClasses(Map.of()));
  }

  /** Figures by route. */
  @Get("/routes")
  HttpResponse<?> routes(HttpRequest<?> request) {
    return guarded(request, flows::routes);
  }

  /** Figures by statement. */
  @Get("/sql")
  HttpResponse<?> sql(HttpRequest<?> request) {
    return guarded(request, flows::statements);
  }

  /** Queue, batches, drops, own cost. */
  @Get("/delivery")
  HttpResponse<?> delivery(HttpRequest<?> request) {
    return guarded(request, deliveries::now);
  }

  /** Server-sent events, until the browser leaves or the server ends. */
  @Get(value = "/live", headRoute = false)
  HttpResponse<?> live(HttpRequest<?> request) {
    return guard.answer(request, () -> stream(request));
  }

  /** Empties ring and figures. */
  @Post("/clear")
  HttpResponse<?> clear(HttpRequest<?> request) {
    return guard.answer(
        request,
        () -> {
          flows.clear();
          return ConsoleResponses.done();
        });
  }

  /** Sends what is buffered, without waiting for the outcome, which the stream publishes. */
  @Post("/flush")
  HttpResponse<?> flush(HttpRequest<?> request) {
    return guard.answer(
        request,
        () -> {
          boolean unused = routeflow.flush(Duration.ZERO);
          return ConsoleResponses.done();
        });
  }

  private HttpResponse<?> guarded(HttpRequest<?> request, Supplier<JsonObject> data) {
    return guard.answer(request, () -> ConsoleResponses.data(data.get()));
  }

  private HttpResponse<?> stream(HttpRequest<?> request) {
    NettyHttpRequest<?> netty = AccessRequest.netty(request);
    LiveConnection connection =
        netty == null
            ? null
            : stream.open(
                netty.getChannelHandlerContext().channel(),
                request.getHttpVersion() != HttpVersion.HTTP_2_0);
    if (connection == null) {
      return ConsoleResponses.error(
              request,
              HttpStatus.SERVICE_UNAVAILABLE,
              LiveStream.MAX_LISTENERS + " pages listen already; close one")
          .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return HttpResponse.ok(connection)
        .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
        // neither this server nor one in front of it is to hold events back until they are many
        .header(HttpHeaders.CONTENT_ENCODING, "identity")
        .header("X-Accel-Buffering", "no");
  }

  private JsonObject requestsAskedFor(HttpRequest<?> request) {
    HttpParameters query = request.getParameters();
    String ids = query.get("ids");
    if (ids != null) {
      return new RequestSelection(select(ids));
    }
    return new RequestList(
        currentState(),
        flows.requests(number(query.get("after"), 0), number(query.get("last"), Long.MAX_VALUE)));
  }

  private static long number(@Nullable String text, long fallback) {
    return text != null && NUMBER.matcher(text).matches() ? Long.parseLong(text) : fallback;
  }

  private ConsoleState currentState() {
    ConsoleState.Surroundings surroundings =
        new ConsoleState.Surroundings(
            delivers(), endpointRejected, sqlCapture(), localDetails, routes.callable());
    return ConsoleState.of(configuration, surroundings, flows, Instant.now());
  }

  /**
   * The exporters are made with the dispatcher's first tick, an interval after the start: until
   * then there may be some or none.
   */
  private @Nullable Boolean delivers() {
    boolean known = flows.knowsDestinations();
    if (!routeflow.stats().destinations().isEmpty()) {
      return true;
    }
    return known ? Boolean.FALSE : null;
  }

  /** By the module's settings, since the core knows no other module. */
  private @Nullable Boolean sqlCapture() {
    return beans.containsBean(DataSource.class)
        ? beans.getBeansOfType(SettingCatalog.class).stream()
            .anyMatch(catalog -> catalog.module().equals(JDBC_MODULE))
        : null;
  }

  private List<FlowDetail> select(String ids) {
    String[] asked = ids.split(",", MAX_SELECTED + 1);
    List<FlowDetail> found = new ArrayList<>();
    for (int i = 0; i < Math.min(asked.length, MAX_SELECTED); i++) {
      FlowDetail detail = find(asked[i]);
      if (detail != null) {
        found.add(detail);
      }
    }
    return found;
  }

  private @Nullable FlowDetail find(String id) {
    return UUID_SHAPE.matcher(id).matches() ? flows.request(UUID.fromString(id)) : null;
  }
}
