package suite.console;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What the console's tests look at. */
@Requires(property = "spec.name", value = ConsoleShop.SPEC)
@Controller("/shop")
class ConsoleShop {

  static final String SPEC = "ConsoleShop";

  /** What the slow request waits for. */
  static final CountDownLatch DONE = new CountDownLatch(1);

  @Get("/items/{id}")
  String item(String id) {
    return "item";
  }

  @Get("/missing")
  HttpResponse<?> missing() {
    return HttpResponse.notFound();
  }

  @Get("/broken/{often}")
  String broken(int often) {
    if (often > 0) {
      throw new IllegalStateException("canary-message");
    }
    return "not this time";
  }

  @Get("/slow")
  @ExecuteOn(TaskExecutors.BLOCKING)
  String slow() throws InterruptedException {
    return DONE.await(30, TimeUnit.SECONDS) ? "done" : "too late";
  }

  @Post("/orders")
  String order(@Body String body) {
    return "ordered";
  }
}
