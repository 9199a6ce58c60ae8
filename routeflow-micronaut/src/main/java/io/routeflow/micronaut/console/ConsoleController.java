package io.routeflow.micronaut.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowIgnore;
import io.routeflow.micronaut.configuration.ConsolePath;
import io.routeflow.micronaut.console.flows.RecentFlows;
import io.routeflow.micronaut.console.flows.RequestDetail;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The data of the console. Not on the event loop: writing 500 rows takes a while. */
@RouteflowIgnore
@Controller(ConsolePath.PATH + "/api")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
@Consumes(MediaType.ALL)
final class ConsoleController {

  private static final Pattern UUID_SHAPE =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final RecentFlows flows;
  private final ConsoleState state;
  private final DeliveryReports deliveries;
  private final Routeflow routeflow;
  private final Answers answers;

  ConsoleController(
      RecentFlows flows,
      ConsoleState state,
      DeliveryReports deliveries,
      Routeflow routeflow,
      Answers answers) {
    this.flows = flows;
    this.state = state;
    this.deliveries = deliveries;
    this.routeflow = routeflow;
    this.answers = answers;
  }

  /** Who this is. */
  @Get("/state")
  HttpResponse<?> state() {
    return answers.data(state.now());
  }

  /** The ring. */
  @Get("/requests")
  HttpResponse<?> requests() {
    return answers.data(new RequestList(flows.requests()));
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
        ? answers.refusal(
            request, HttpStatus.NOT_FOUND.getCode(), "The request is not, or no longer, here")
        : answers.data(detail);
  }

  /** Figures by route. */
  @Get("/routes")
  HttpResponse<?> routes() {
    return answers.data(flows.routes());
  }

  /** Figures by statement. */
  @Get("/sql")
  HttpResponse<?> sql() {
    return answers.data(flows.statements());
  }

  /** Queue, batches, drops, own cost. */
  @Get("/delivery")
  HttpResponse<?> delivery() {
    return answers.data(deliveries.now());
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
