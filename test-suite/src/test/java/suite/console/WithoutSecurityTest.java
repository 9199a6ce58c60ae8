package suite.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import suite.support.ConsoleLinks.Link;
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
      String logged = process.awaitLine(line -> Link.in(line).isPresent());
      String key = Link.in(logged).orElseThrow().header();
      for (String path : new String[] {"/", "/api/state"}) {
        assertThat(RawHttp.exchange(port, RawHttp.get(Console.PATH + path)).status())
            .as("%s without the code", path)
            .isEqualTo(401);
        assertThat(RawHttp.exchange(port, RawHttp.get(Console.PATH + path, key)).status())
            .as(path)
            .isEqualTo(200);
      }
      assertThat(
              RawHttp.exchange(
                      port,
                      RawHttp.get(Console.PATH + "/api/state", "X-Forwarded-For: 1.2.3.4", key))
                  .status())
          .isEqualTo(403);
      assertThat(process.output()).noneMatch(line -> line.contains("NoClassDefFound"));
    }
  }
}
