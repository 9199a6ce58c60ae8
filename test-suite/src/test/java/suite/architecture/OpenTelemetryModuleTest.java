package suite.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who knows whom in the module for OpenTelemetry, whose classes are read from its folder. */
final class OpenTelemetryModuleTest {

  private static final String ROOT = "io.routeflow.micronaut.opentelemetry";
  private static final JavaClasses CODE = OtherModules.classes("routeflow-micronaut-opentelemetry");

  @ParameterizedTest
  @CsvSource({
    "otlp, ''",
    "mapping, ''",
    "metrics, otlp",
    "logs, otlp|mapping",
    "signals, otlp|mapping",
    "settings, otlp|metrics|logs|signals",
    "export, otlp|mapping|metrics|logs|signals|settings",
  })
  void aPackageKnowsTheApiAndThoseBelowItOnly(String name, String known) {
    String own = ROOT + "." + name;
    String[] allowed =
        Stream.concat(
                Stream.of(ROOT, own),
                Arrays.stream(known.split("[|]")).map(below -> ROOT + "." + below))
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(own)
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(allowed)))
        .check(CODE);
  }

  @Test
  void theApiKnowsWhatIsBehindTheClientOnly() {
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(ROOT, ROOT + ".signals")))
        .check(CODE);
  }

  @Test
  void itsPackagesAreFreeOfCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void ofTheCoreItKnowsWhatModulesMayKnowOnly() {
    OtherModules.knowOfTheCore(ROOT).check(CODE);
  }

  @Test
  void nothingButItsRootIsPublicApi() {
    classes()
        .that()
        .arePublic()
        .and()
        .resideOutsideOfPackage(ROOT)
        .and()
        .areTopLevelClasses()
        .and(OtherModules.isWrittenByHand())
        .should()
        .beAnnotatedWith("io.micronaut.core.annotation.Internal")
        .check(CODE);
  }
}
