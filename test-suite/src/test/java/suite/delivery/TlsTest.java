package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.SelfSigned;
import suite.support.TestApplication;

final class TlsTest {

  private static final String SPEC = "TlsTest";

  @Test
  void nothingIsSentToAnEndpointWhoseCertificateIsNotTrusted() {
    try (FakeIngest ingest = FakeIngest.startTls(SelfSigned.create().server());
        TestApplication application =
            Pings.start(ingest, SPEC, Map.of("routeflow.retry-base-ms", 5))) {
      Pings.send(application, 2);

      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 2);
      assertThat(stats.dropped(DropReason.HTTP_5XX)).isEqualTo(2);
      assertThat(ingest.attempts()).isEmpty();
    }
  }

  @Test
  void theServiceRouteflowMayBeGivenATrustStoreOfItsOwn(@TempDir Path folder) {
    SelfSigned certificate = SelfSigned.create();
    Path store = certificate.saveTrustStore(folder);
    try (FakeIngest ingest = FakeIngest.startTls(certificate.server());
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of(
                    "micronaut.http.services.routeflow.ssl.enabled",
                    true,
                    "micronaut.http.services.routeflow.ssl.trust-store.path",
                    "file:" + store,
                    "micronaut.http.services.routeflow.ssl.trust-store.password",
                    SelfSigned.PASSWORD,
                    "micronaut.http.services.routeflow.ssl.trust-store.type",
                    "PKCS12"))) {
      Pings.send(application, 2);

      ingest.awaitEvents(2);
      assertThat(LedgerLaw.holdsAtRest(application, 2).sent()).isEqualTo(2);
    }
  }

  @Test
  void theEndpointWinsOverAnAddressThatIsSetForTheServiceAsWell() {
    try (FakeIngest other = FakeIngest.start();
        FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of("micronaut.http.services.routeflow.url", other.uri().toString()))) {
      Pings.send(application, 1);

      ingest.awaitEvents(1);
      assertThat(other.attempts()).isEmpty();
      LedgerLaw.holdsAtRest(application, 1);
    }
  }
}
