package io.routeflow.micronaut.console.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.routeflow.micronaut.RouteflowIgnore;
import io.routeflow.micronaut.configuration.ConsolePath;
import io.routeflow.micronaut.console.access.AccessGuard;
import io.routeflow.micronaut.console.access.ConsoleResponses;
import io.routeflow.micronaut.console.access.ConsoleRoutes;
import io.routeflow.micronaut.console.access.OuterSecurity;
import org.jspecify.annotations.Nullable;

/** Serves the page and its files. */
@RouteflowIgnore
@Controller(ConsolePath.PATH)
@Produces(MediaType.ALL)
final class PageController implements ConsoleRoutes {

  private final AccessGuard guard;
  private final PageFiles files = new PageFiles();

  PageController(@Nullable OuterSecurity security) {
    this.guard = new AccessGuard(security);
  }

  /** The page. Its links are relative, so that its address must end with a slash. */
  @Get
  HttpResponse<?> index(HttpRequest<?> request) {
    return guard.answer(
        request,
        () ->
            request.getPath().endsWith("/")
                ? answer(PageFiles.INDEX, request)
                : HttpResponse.status(HttpStatus.SEE_OTHER)
                    .header(HttpHeaders.LOCATION, withSlash(request)));
  }

  /**
   * A file of the page, and whatever else is asked for below its path: what is missing is missed
   * here, where no error route of the application answers in its place.
   *
   * @param name its name
   */
  @Get("/{+name}")
  HttpResponse<?> file(String name, HttpRequest<?> request) {
    return guard.answer(request, () -> answer(name, request));
  }

  /** Relative, since the context path may begin with two slashes or be changed by a proxy. */
  private static String withSlash(HttpRequest<?> request) {
    String query = request.getUri().getRawQuery();
    return ConsolePath.PATH.substring(1) + "/" + (query == null ? "" : "?" + query);
  }

  private HttpResponse<?> answer(String name, HttpRequest<?> request) {
    PageFiles.PageFile file = files.find(name).orElse(null);
    if (file == null) {
      return ConsoleResponses.error(request, HttpStatus.NOT_FOUND, "There is no such file");
    }
    String known = request.getHeaders().get(HttpHeaders.IF_NONE_MATCH);
    return headers(file, known != null && file.isKnownBy(known) ? null : file.content());
  }

  private static MutableHttpResponse<?> headers(PageFiles.PageFile file, byte @Nullable [] body) {
    MutableHttpResponse<byte[]> response =
        body == null
            ? HttpResponse.notModified()
            : HttpResponse.ok(body).header(HttpHeaders.CONTENT_TYPE, file.type());
    return response
        .header(HttpHeaders.ETAG, file.tag())
        .header(HttpHeaders.CACHE_CONTROL, "no-cache");
  }
}
