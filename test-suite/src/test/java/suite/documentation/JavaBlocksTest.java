package suite.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each block of Java compiles as it stands: a class with the imports that an editor adds, other
 * statements inside a method of an application that has what they name.
 */
final class JavaBlocksTest {

  private static final String IMPORTS =
      """
      import io.micronaut.core.propagation.PropagatedContext;
      import io.micronaut.http.HttpRequest;
      import io.micronaut.scheduling.annotation.Scheduled;
      import io.routeflow.micronaut.*;
      import io.routeflow.micronaut.event.*;
      import io.routeflow.micronaut.spi.*;
      import jakarta.inject.Singleton;
      import java.io.*;
      import java.net.http.HttpClient;
      import java.time.Duration;
      import java.util.*;
      import java.util.concurrent.*;
      import org.jspecify.annotations.Nullable;
      import org.slf4j.Logger;
      import org.slf4j.LoggerFactory;
      """;

  /** What the statements name of the reader's application. */
  private static final String APPLICATION =
      """
      abstract class Application {
        Routeflow routeflow;
        HttpRequest<?> request;
        Exception exception;
        Orders orders;
        Ftp ftp;
        long id;
        File file;
        interface Orders { void archive(long id); }
        interface Ftp { String upload(File file) throws IOException; }
        abstract void importAll() throws IOException;
        void block() throws Exception {
      %s
        }
      }
      """;

  static List<Block> blocks() {
    return Proof.JAVA.blocks();
  }

  @Test
  void thePagesHaveBlocks() {
    assertThat(blocks()).hasSizeGreaterThan(8);
  }

  @Test
  void aBlockThatDoesNotCompileIsNoticed(@TempDir Path classes) {
    assertThat(compile(new Block("page", 1, "java", "routeflow.addBreadcrumbs(1);\n"), classes))
        .anyMatch(error -> error.contains("addBreadcrumbs"));
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void itCompiles(Block block, @TempDir Path classes) {
    assertThat(compile(block, classes)).isEmpty();
  }

  private static List<String> compile(Block block, Path classes) {
    boolean type = block.text().lines().anyMatch(line -> line.matches("(final )?class .*"));
    String source = IMPORTS + (type ? block.text() : APPLICATION.formatted(block.text()));
    return Compilation.errors(source, classes);
  }
}
