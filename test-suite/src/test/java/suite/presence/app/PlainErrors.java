package suite.presence.app;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.JsonErrorResponseBodyProvider;
import jakarta.inject.Singleton;

/** A server does not start without it where no library writes JSON. */
@Requires(property = "small.text-only")
@Singleton
final class PlainErrors implements JsonErrorResponseBodyProvider<String> {

  @Override
  public String body(ErrorContext context, HttpResponse<?> response) {
    return context.getErrors().stream().map(Error::getMessage).toList().toString();
  }

  @Override
  public String contentType() {
    return MediaType.TEXT_PLAIN;
  }
}
