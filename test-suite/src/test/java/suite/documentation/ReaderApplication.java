package suite.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import suite.support.FakeIngest;
import suite.support.RawHttp;
import suite.support.RawResponse;
import suite.support.TestApplication;

/**
 * An application of a reader who has put a block of Java into it as it stands: a class as a class,
 * with the imports that an editor adds; other statements into the method of a controller that has
 * what they name.
 */
final class ReaderApplication implements AutoCloseable {

  static final String LOGGER = "reader.";

  /** The path of the controller's method. */
  static final String BLOCK = "/block";

  private static final String IMPORTS =
      """
      package reader;
      import io.micronaut.core.propagation.PropagatedContext;
      import io.micronaut.http.HttpRequest;
      import io.micronaut.http.annotation.Controller;
      import io.micronaut.http.annotation.Get;
      import io.micronaut.scheduling.TaskExecutors;
      import io.micronaut.scheduling.annotation.ExecuteOn;
      import io.micronaut.scheduling.annotation.Scheduled;
      import io.routeflow.micronaut.*;
      import io.routeflow.micronaut.event.*;
      import io.routeflow.micronaut.spi.*;
      import jakarta.inject.Singleton;
      import java.io.*;
      import java.net.URI;
      import java.net.http.HttpClient;
      import java.net.http.HttpResponse.BodyHandlers;
      import java.time.Duration;
      import java.util.*;
      import java.util.concurrent.*;
      import org.jspecify.annotations.Nullable;
      import org.slf4j.Logger;
      import org.slf4j.LoggerFactory;
      """;

  /** What the reader's requests go to, beside a block that is a class. */
  private static final String PAGES =
      """
      @Controller
      class Pages {
        @Get("/shop/{id}")
        String shop(long id) {
          return "item " + id;
        }

        @Get("/clinic/{id}")
        String clinic(long id) {
          return "patient " + id;
        }
      }
      """;

  private static final String APPLICATION =
      """
      interface Orders { void archive(long id); }
      interface Ftp { String upload(File file) throws IOException; }

      @Controller
      class Application {
        private final Routeflow routeflow;
        private final Orders orders;
        private final CountDownLatch archived = new CountDownLatch(1);
        private final Ftp ftp = file -> "receipt of " + file.getName();
        private final Exception exception = new IllegalStateException("not in stock");
        private final long id = 4711;
        private final File file = new File("invoice.pdf");

        Application(Routeflow routeflow) {
          this.routeflow = routeflow;
          this.orders = order -> {
            routeflow.attribute("archived", order);
            archived.countDown();
          };
        }

        void importAll() throws IOException {
          throw new FileNotFoundException("orders.csv");
        }

        @Get("/block")
        @ExecuteOn(TaskExecutors.BLOCKING)
        String block(HttpRequest<?> request) throws Exception {
      %s
          %s
        }
      }
      """;

  private final URLClassLoader loader;
  private final TestApplication application;

  private ReaderApplication(URLClassLoader loader, TestApplication application) {
    this.loader = loader;
    this.application = application;
  }

  /** Starts one with a class. */
  static ReaderApplication withClass(
      Block block, Path classes, FakeIngest ingest, Map<String, ?> settings) {
    return start(block.text() + PAGES, classes, ingest, settings);
  }

  /**
   * Starts one with statements.
   *
   * @param end what the method does behind them
   */
  static ReaderApplication withStatements(
      Block block, String end, Path classes, FakeIngest ingest, Map<String, ?> settings) {
    return start(PAGES + APPLICATION.formatted(block.text(), end), classes, ingest, settings);
  }

  private static ReaderApplication start(
      String source, Path classes, FakeIngest ingest, Map<String, ?> settings) {
    assertThat(errors(source, classes)).isEmpty();
    URLClassLoader loader =
        new URLClassLoader(
            new URL[] {url(classes)}, Thread.currentThread().getContextClassLoader());
    return new ReaderApplication(
        loader, TestApplication.startWith(loader, ingest, "reader", settings));
  }

  static List<String> errors(String source, Path classes) {
    return Compilation.errorsOfBeans(IMPORTS + source, classes);
  }

  /** As {@link #withStatements}, and only as far as the compiler. */
  static List<String> errorsOfStatements(Block block, Path classes) {
    return errors(APPLICATION.formatted(block.text(), "return \"\";"), classes);
  }

  private static URL url(Path classes) {
    try {
      return classes.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  RawResponse get(String path, String... headers) {
    return RawHttp.exchange(application.port(), RawHttp.get(path, headers));
  }

  ApplicationContext context() {
    return application.context();
  }

  /** A class of the block. */
  Class<?> type(String name) throws ClassNotFoundException {
    return loader.loadClass(LOGGER + name);
  }

  @Override
  public void close() {
    try (loader) {
      application.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
