package suite.capture;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.http.sse.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Bodies that come piece by piece; {@link Gate} holds them back for as long as a test likes. */
@Requires(property = "spec.name", value = Capturing.SPEC)
@Controller("/streaming")
class Streaming {

  private final Gate gate;
  private final List<Long> demands = new CopyOnWriteArrayList<>();

  Streaming(Gate gate) {
    this.gate = gate;
  }

  @Get(value = "/sse", produces = MediaType.TEXT_EVENT_STREAM)
  Flux<Event<String>> sse() {
    return Flux.just(Event.of("a"), Event.of("b"));
  }

  @Get("/file")
  StreamedFile file() {
    return new StreamedFile(bytes("a file"), MediaType.TEXT_PLAIN_TYPE);
  }

  @Get(value = "/input", produces = MediaType.TEXT_PLAIN)
  InputStream input() {
    return bytes("a stream");
  }

  @Get(value = "/gated/flux", produces = MediaType.TEXT_PLAIN)
  Flux<String> gatedFlux() {
    return Flux.concat(Mono.just("first"), gate.opened());
  }

  @Get(value = "/gated/sse", produces = MediaType.TEXT_EVENT_STREAM)
  Flux<Event<String>> gatedSse() {
    return Flux.concat(Mono.just("first"), gate.opened()).map(Event::of);
  }

  @Get(value = "/gated/input", produces = MediaType.TEXT_PLAIN)
  InputStream gatedInput() {
    return new SequenceInputStream(bytes("first"), gate.stream());
  }

  @Get("/gated/file")
  StreamedFile gatedFile() {
    InputStream all = new SequenceInputStream(bytes("first"), gate.stream());
    return new StreamedFile(all, MediaType.TEXT_PLAIN_TYPE);
  }

  @Get("/gated/mono")
  Mono<String> gatedMono() {
    gate.entered();
    return gate.opened();
  }

  @Get("/never")
  Mono<String> never() {
    gate.entered();
    return Mono.never();
  }

  @Get(value = "/broken", produces = MediaType.TEXT_PLAIN)
  Flux<String> broken() {
    return Flux.concat(
        Mono.just("first"),
        gate.opened().flatMap(x -> Mono.error(new Failing.Unexpected("canary-message"))));
  }

  @Get(value = "/broken/sse", produces = MediaType.TEXT_EVENT_STREAM)
  Flux<Event<String>> brokenSse() {
    return broken().map(Event::of);
  }

  /** See {@link Mapping}. */
  @Get(value = "/broken/mapped", produces = MediaType.TEXT_PLAIN)
  Flux<String> brokenMapped() {
    return broken();
  }

  @Get(value = "/demands", produces = MediaType.TEXT_PLAIN)
  Flux<String> countDemands() {
    demands.clear();
    return Flux.just("1", "2", "3").hide().doOnRequest(demands::add);
  }

  List<Long> demands() {
    return List.copyOf(demands);
  }

  @Get("/broken/file")
  StreamedFile brokenFile() {
    InputStream end =
        new InputStream() {
          private final InputStream held = gate.stream();

          @Override
          public int read() throws IOException {
            return read(new byte[1], 0, 1);
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            int nothing = held.read(bytes, offset, length);
            throw new IOException("canary-message" + nothing);
          }
        };
    return new StreamedFile(
        new SequenceInputStream(bytes("first"), end), MediaType.TEXT_PLAIN_TYPE);
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Replaces a stream by one of its own. */
  @Requires(property = "spec.name", value = Capturing.SPEC)
  @ServerFilter("/streaming/broken/mapped")
  static class Mapping {

    @ResponseFilter
    void replace(MutableHttpResponse<?> response) {
      if (response.body() instanceof Publisher<?> body) {
        MutableHttpResponse<?> unused = response.body(Flux.from(body).map(Object::toString));
      }
    }
  }
}
