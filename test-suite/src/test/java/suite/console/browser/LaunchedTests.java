package suite.console.browser;

import java.io.PrintStream;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes as an application's own build does, and says of each test how it ended. */
public final class LaunchedTests {

  static final String TEST = "Test ";
  static final String PASSED = ": passed";
  static final String DONE = "All tests have run";

  private LaunchedTests() {}

  public static void main(String[] names) {
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(names).map(DiscoverySelectors::selectClass).toList())
                .build(),
            new Report(System.out));
    System.out.println(DONE);
    // What the applications of the tests have started must not keep the process.
    System.exit(0);
  }

  private record Report(PrintStream out) implements TestExecutionListener {

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
        out.println(
            TEST
                + test.getDisplayName()
                + result
                    .getThrowable()
                    .map(error -> ": " + String.valueOf(error.getMessage()).replace('\n', ' '))
                    .orElse(PASSED));
      }
    }
  }
}
