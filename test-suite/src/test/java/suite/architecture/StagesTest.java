package suite.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which package may know which: all → event, spi; capture → policy → queue ← delivery. */
final class StagesTest {

  private static final String ROOT = "io.routeflow.micronaut";
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/micronaut/jdbc/"))
          .withImportOption(location -> !location.contains("/micronaut/opentelemetry/"))
          .importPackages(ROOT);

  @ParameterizedTest
  @CsvSource({
    "event, ''",
    "spi, event",
    "configuration, event",
    "diagnostics, event|spi|configuration",
    "policy..., event|spi|configuration|diagnostics",
    "queue, event|spi|configuration|diagnostics",
    "capture..., event|spi|configuration|diagnostics|policy...|queue",
    "delivery..., event|spi|configuration|diagnostics|policy...|queue",
    "export..., event|spi|configuration|diagnostics|queue",
    "metrics, event|spi|configuration|diagnostics|policy...|queue",
    "management, event|spi|configuration|diagnostics|queue",
    "console..., event|spi|configuration|diagnostics|policy|queue",
  })
  void aStageKnowsTheRootItselfAndTheStagesBeforeItOnly(String stage, String known) {
    String[] allowed =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(ROOT, in(stage)),
                java.util.Arrays.stream(known.split("[|]"))
                    .filter(name -> !name.isEmpty())
                    .map(StagesTest::in))
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(in(stage))
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(allowed)))
        .check(CODE);
  }

  @Test
  void whatLooksAtTheCountersOnlyKnowsTheLedgerOnlyOfTheQueue() {
    noClasses()
        .that()
        .resideInAnyPackage(in("console..."), in("management"), in("export..."))
        .should()
        .dependOnClassesThat(
            resideInAPackage(in("queue"))
                .and(DescribedPredicate.not(JavaClass.Predicates.simpleName("EventLedger"))))
        .check(CODE);
  }

  /** The console's parts: json ← flows ← live, and access ← page. */
  @ParameterizedTest
  @CsvSource({
    "json, ''",
    "flows, console.json",
    "live, console.json|console.flows",
    "access, console.json",
    "page, console.access",
  })
  void aPartOfTheConsoleKnowsThePartsBeforeItOnly(String part, String known) {
    String[] allowed =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of("console." + part),
                java.util.Arrays.stream(known.split("[|]")).filter(name -> !name.isEmpty()))
            .map(StagesTest::in)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(in("console." + part))
        .should()
        .dependOnClassesThat(
            resideInAPackage(in("console..")).and(resideOutsideOfPackages(allowed)))
        .check(CODE);
  }

  @Test
  void theRootKnowsFactsAndNoStageButForTheSwitchInItsPackageInfo() {
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .and()
        .doNotHaveSimpleName("package-info")
        .and(isNotGenerated())
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(resideOutsideOfPackages(ROOT, in("event"), in("spi"))))
        .check(CODE);
  }

  @Test
  void nothingElseIsPublicApiThanTheRootAndWhatUsersNeedOfTheConfiguration() {
    classes()
        .that()
        .arePublic()
        .and()
        .resideOutsideOfPackages(ROOT, in("event"), in("spi"))
        .and(isNotGenerated())
        .and(isReachable())
        .and(isNotNamed("RouteflowConfiguration"))
        .should()
        .beAnnotatedWith("io.micronaut.core.annotation.Internal")
        .check(CODE);
  }

  @Test
  void stagesAreFreeOfCycles() {
    com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices()
        .matching(ROOT + ".(*)..")
        .should()
        .beFreeOfCycles()
        .check(CODE);
  }

  private static String in(String stage) {
    return ROOT + "." + stage.replace("...", "..");
  }

  private static DescribedPredicate<JavaClass> isNotGenerated() {
    return DescribedPredicate.describe(
        "are written by hand", type -> !type.getName().contains(".$"));
  }

  /** A member of something that is hidden, or marked, is so too. */
  private static DescribedPredicate<JavaClass> isReachable() {
    return DescribedPredicate.describe(
        "can be reached",
        type ->
            type.getEnclosingClass()
                .map(
                    outer ->
                        outer.getModifiers().contains(JavaModifier.PUBLIC)
                            && !outer.isAnnotatedWith("io.micronaut.core.annotation.Internal"))
                .orElse(true));
  }

  private static DescribedPredicate<JavaClass> isNotNamed(String... names) {
    return DescribedPredicate.describe(
        "are not known to users", type -> !java.util.List.of(names).contains(type.getSimpleName()));
  }
}
