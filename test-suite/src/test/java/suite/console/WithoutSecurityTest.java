package suite.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import suite.support.JavaProcess;
import suite.support.PingProcess;
import suite.support.RawHttp;

/** An application that has no Micronaut Security has a console all the same. */
final class WithoutSecurityTest {

  @Test
  void theConsoleWorksWithoutItsJar() {
    try (JavaProcess process =
        JavaProcess.of(PingProcess.class)
            .classpathWithout("micronaut-security")
            .env("ROUTEFLOW_CONSOLE_ENABLED", "true")
            .start()) {
      int port = PingProcess.portOf(process);
      for (String path : new String[] {"/", "/api/state"}) {
        assertThat(RawHttp.exchange(port, RawHttp.get(Console.PATH + path)).status())
            .as(path)
            .isEqualTo(200);
      }
      assertThat(
              RawHttp.exchange(
                      port, RawHttp.get(Console.PATH + "/api/state", "X-Forwarded-For: 1.2.3.4"))
                  .status())
          .isEqualTo(403);
      assertThat(process.output()).noneMatch(line -> line.contains("NoClassDefFound"));
    }
  }
}
