package io.routeflow.micronaut.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowIgnore;
import io.routeflow.micronaut.configuration.ConsolePath;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.console.flows.RecentFlows;
import io.routeflow.micronaut.console.flows.RequestDetail;
import io.routeflow.micronaut.queue.Ledger;
import io.routeflow.micronaut.queue.OwnCost;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
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
final class ConsoleController {

  private static final String RETRY_AFTER_SECONDS = "10";
  private static final Pattern UUID_SHAPE =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final RecentFlows flows;
  private final ConsoleState state;
  private final DeliveryReports deliveries;
  private final LiveStream stream;
  private final Routeflow routeflow;

  ConsoleController(
      Routeflow routeflow,
      RouteflowConfiguration configuration,
      RecentFlows flows,
      Ledger ledger,
      OwnCost cost,
      LiveStream stream) {
    this.routeflow = routeflow;
    this.flows = flows;
    this.stream = stream;
    this.state = new ConsoleState(configuration, flows.started());
    this.deliveries = new DeliveryReports(routeflow, configuration, flows, ledger, cost, stream);
  }

  /** Who this is. */
  @Get("/state")
  HttpResponse<?> state() {
    return Answers.data(state.now());
  }

  /** The ring. */
  @Get("/requests")
  HttpResponse<?> requests() {
    return Answers.data(new RequestList(flows.requests()));
  }

  /**
   * One request.
   *
   * @param id of its event
   */
  @Get("/requests/{id}")
  HttpResponse<?> request(String id, HttpRequest<?> request) {
    RequestDetail detail = find(id);
    return detail == null
        ? Answers.refusal(
            request, HttpStatus.NOT_FOUND.getCode(), "The request is not, or no longer, here")
        : Answers.data(detail);
  }

  /** Figures by route. */
  @Get("/routes")
  HttpResponse<?> routes() {
    return Answers.data(flows.routes());
  }

  /** Figures by statement. */
  @Get("/sql")
  HttpResponse<?> sql() {
    return Answers.data(flows.statements());
  }

  /** Queue, batches, drops, own cost. */
  @Get("/delivery")
  HttpResponse<?> delivery() {
    return Answers.data(deliveries.now());
  }

  /** Server-sent events, until the browser leaves or the server ends. */
  @Get(value = "/live", headRoute = false)
  HttpResponse<?> live(HttpRequest<?> request) {
    NettyHttpRequest<?> netty = Visits.netty(request);
    LiveListener listener =
        netty == null ? null : stream.open(netty.getChannelHandlerContext().channel());
    if (listener == null) {
      return Answers.refusal(
              request,
              HttpStatus.SERVICE_UNAVAILABLE.getCode(),
              LiveStream.MAX_LISTENERS + " pages listen already; close one")
          .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return HttpResponse.ok(listener)
        .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
        // neither this server nor one in front of it is to hold events back until they are many
        .header(HttpHeaders.CONTENT_ENCODING, "identity")
        .header("X-Accel-Buffering", "no");
  }

  /** Empties ring and figures. */
  @Post("/clear")
  HttpResponse<?> clear() {
    flows.clear();
    return Answers.done();
  }

  /** Sends what waits, without waiting for the outcome: the stream tells of it. */
  @Post("/flush")
  HttpResponse<?> flush() {
    boolean unused = routeflow.flush(Duration.ZERO);
    return Answers.done();
  }

  private @Nullable RequestDetail find(String id) {
    return UUID_SHAPE.matcher(id).matches() ? flows.request(UUID.fromString(id)) : null;
  }
}
