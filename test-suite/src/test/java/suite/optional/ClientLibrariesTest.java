package suite.optional;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.JavaProcess;
import suite.support.PingProcess;
import suite.support.Pings;
import suite.support.TestApplication;

/** Libraries that change what Micronaut's declarative clients return change no verdict. */
@Tag("libraries")
final class ClientLibrariesTest {

  private static final Path FOLDER = Path.of("target", "clients");

  /** It makes an empty result of a 404. */
  private static final String REACTOR = "reactor";

  /** A client of another kind. */
  private static final String JDK = "jdk";

  /** As the README says where the dependency is shown. */
  @Test
  void besideTheJdksClientTheBeanIsNettys() {
    try (JavaProcess process =
        JavaProcess.of(ClientBeanProcess.class).classpathWith(FOLDER.resolve(JDK)).start()) {
      assertThat(process.awaitLine(line -> line.startsWith(ClientBeanProcess.GETS)))
          .isEqualTo(ClientBeanProcess.GETS + "io.micronaut.http.client.netty.DefaultHttpClient");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {REACTOR, JDK})
  void aWrongAddressIsOneAttemptAndALineThatNamesTheStatusAndTheSettings(String library) {
    try (FakeIngest ingest = FakeIngest.start(Answer.status(404));
        JavaProcess process = start(ingest, library)) {
      Pings.send(PingProcess.portOf(process), 1);
      process.awaitLine(line -> line.contains("status 404"));
      process.terminate();
      process.awaitExit();

      assertThat(ingest.attempts()).hasSize(1);
      assertThat(process.output())
          .filteredOn(line -> line.contains("io.routeflow"))
          .singleElement()
          .asString()
          .contains("status 404, check routeflow.endpoint and routeflow.ingest-path");
    }
  }

  private static JavaProcess start(FakeIngest ingest, String library) {
    return JavaProcess.of(PingProcess.class)
        .classpathWith(FOLDER.resolve(library))
        .env("ROUTEFLOW_ENDPOINT", ingest.uri().toString())
        .env("ROUTEFLOW_INGEST_KEY", TestApplication.INGEST_KEY)
        .env("ROUTEFLOW_FLUSH_INTERVAL_MS", "20")
        .env("ROUTEFLOW_TIMEOUT_MS", "20000")
        .start();
  }
}
