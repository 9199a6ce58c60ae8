package io.routeflow.micronaut.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.routeflow.micronaut.RouteflowIgnore;
import io.routeflow.micronaut.configuration.ConsolePath;

/** The live stream of server-sent events. */
@RouteflowIgnore
@Controller(ConsolePath.PATH + "/api/live")
@Produces(MediaType.ALL)
final class LiveController {

  private static final String RETRY_AFTER_SECONDS = "10";

  private final LiveStream stream;

  LiveController(LiveStream stream) {
    this.stream = stream;
  }

  /** Listens until the browser leaves or the server ends. */
  @Get(headRoute = false)
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
}
