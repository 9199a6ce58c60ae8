package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.JavaProcess;
import suite.support.RawHttp;
import suite.support.TestApplication;

/** Large events in a small heap, while the endpoint takes none: bounded by bytes, and counted. */
@Tag("load")
final class LargeEventsTest {

  private static final long MEBIBYTE = 1 << 20;

  /** More of them than the heap could hold. */
  @ParameterizedTest
  @CsvSource({"20, 1000, 4000", "100, 2000, 500"})
  void leaveTheHeapToTheApplicationAndEachThatIsLostIsCounted(
      int statements, int length, int requests) {
    try (FakeIngest ingest = FakeIngest.start(Answer.hang());
        JavaProcess process =
            JavaProcess.of(LargeEventsProcess.class)
                .option("-Xmx96m")
                .option("-XX:+ExitOnOutOfMemoryError")
                .env("ROUTEFLOW_ENDPOINT", ingest.uri().toString())
                .env("ROUTEFLOW_INGEST_KEY", TestApplication.INGEST_KEY)
                .start()) {
      String line = process.awaitLine(said -> said.startsWith(LargeEventsProcess.LISTENS));
      int port = Integer.parseInt(line.substring(LargeEventsProcess.LISTENS.length()));
      String request = RawHttp.request("GET", "/large/" + statements + "/" + length);
      try (RawHttp http = RawHttp.connect(port)) {
        for (int i = 0; i < requests; i++) {
          http.send(request);
          assertThat(http.read().status())
              .as("request %d, and the process said %s", i, process.output())
              .isEqualTo(200);
        }
      }
      long[] counts = counts(port);
      assertThat(counts[0]).as("captured").isGreaterThanOrEqualTo(requests);
      assertThat(counts[1]).as("sent, waiting and dropped").isEqualTo(counts[0]);
      assertThat(counts[2]).as("dropped as the queue was full").isPositive();
      assertThat(counts[3]).as("heap in use").isLessThan(72 * MEBIBYTE);
      assertThat(process.output()).noneMatch(said -> said.contains("OutOfMemoryError"));
    }
  }

  private static long[] counts(int port) {
    String text = RawHttp.exchange(port, RawHttp.get("/large/counts")).text();
    String body = text.substring(text.lastIndexOf('\n') + 1).strip();
    return Arrays.stream(body.split(" ", -1)).mapToLong(Long::parseLong).toArray();
  }
}
