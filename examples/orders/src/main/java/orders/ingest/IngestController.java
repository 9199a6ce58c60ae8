package orders.ingest;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The ingest endpoint, version 1: takes batches from those who know the key. */
@Controller("/v1/events")
final class IngestController {

  private final ReceivedBatches received;
  private final byte[] authorization;

  IngestController(ReceivedBatches received, @Value("${ingest.key}") String key) {
    this.received = received;
    this.authorization = ("Bearer " + key).getBytes(StandardCharsets.UTF_8);
  }

  @Post
  HttpResponse<Void> accept(
      @Header(HttpHeaders.AUTHORIZATION) @Nullable String sent, @Body Batch batch) {
    if (sent == null
        || !MessageDigest.isEqual(authorization, sent.getBytes(StandardCharsets.UTF_8))) {
      return HttpResponse.status(HttpStatus.UNAUTHORIZED);
    }
    received.add(batch);
    return HttpResponse.accepted();
  }
}
