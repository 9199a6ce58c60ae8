package suite.console.browser;

import java.io.File;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One browser of the system for all tests that ask for one. Where there is none they are skipped,
 * with one line; where {@code ROUTEFLOW_REQUIRE_BROWSER} (environment or system property) is {@code
 * true} they fail.
 */
final class Chromium implements BeforeAllCallback, ParameterResolver {

  private static final String REQUIRE = "ROUTEFLOW_REQUIRE_BROWSER";

  @Override
  public void beforeAll(ExtensionContext context) {
    Started started = started(context);
    if (started.browser() == null && required()) {
      throw new IllegalStateException("Chromium and its chromedriver are not installed");
    }
    Assumptions.assumeTrue(started.browser() != null, "no Chromium");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browser.class;
  }

  @Override
  public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return started(context).browser();
  }

  private static Started started(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(Chromium.class))
        .getOrComputeIfAbsent(Started.class, key -> Started.now(), Started.class);
  }

  private static boolean required() {
    return Boolean.parseBoolean(System.getProperty(REQUIRE, System.getenv(REQUIRE)));
  }

  private record Started(@Nullable Browser browser) implements AutoCloseable {

    static Started now() {
      Optional<File> chromium = installed("chromium", "chromium-browser", "google-chrome");
      Optional<File> driver = installed("chromedriver");
      if (chromium.isEmpty() || driver.isEmpty()) {
        System.out.println(
            "No chromium and chromedriver on the PATH: the browser tests of the console are skipped.");
        return new Started(null);
      }
      return new Started(Browser.start(chromium.get(), driver.get()));
    }

    private static Optional<File> installed(String... names) {
      String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
      return Stream.of(names)
          .flatMap(
              name ->
                  Stream.of(path.split(File.pathSeparator)).map(folder -> new File(folder, name)))
          .filter(File::canExecute)
          .findFirst();
    }

    @Override
    public void close() {
      if (browser != null) {
        browser.close();
      }
    }
  }
}
