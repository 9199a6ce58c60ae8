package io.routeflow.micronaut.console;

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
import org.jspecify.annotations.Nullable;

/** Serves the page and its files. */
@RouteflowIgnore
@Controller(ConsolePath.PATH)
@Produces(MediaType.ALL)
final class PageController {

  private final ConsolePath console;
  private final PageFiles files = new PageFiles();

  PageController(ConsolePath console) {
    this.console = console;
  }

  /** The page. Its links are relative, so that its address must end with a slash. */
  @Get
  HttpResponse<?> index(HttpRequest<?> request) {
    if (request.getPath().endsWith("/")) {
      return file(PageFiles.INDEX, request);
    }
    String query = PageQuery.of(request).withoutToken();
    return HttpResponse.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, console.base() + "/" + query);
  }

  /**
   * A file of the page, and whatever else is asked for below its path: what is missing is missed
   * here, where no error route of the application answers in its place.
   *
   * @param name its name
   */
  @Get("/{+name}")
  HttpResponse<?> file(String name, HttpRequest<?> request) {
    PageFiles.PageFile file = files.find(name).orElse(null);
    if (file == null) {
      return Answers.refusal(request, HttpStatus.NOT_FOUND.getCode(), "There is no such file");
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
