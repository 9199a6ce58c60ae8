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

/** Which stage may know which: capture → policy → queue ← flush → root ← export. */
final class StagesTest {

  private static final String ROOT = "io.routeflow.micronaut";
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/micronaut/jdbc/"))
          .importPackages(ROOT);

  @ParameterizedTest
  @CsvSource({
    "configuration, ''",
    "policy, ''",
    "queue, configuration",
    "capture, configuration|policy|queue",
    "flush, configuration|queue",
    "export..., configuration|queue",
    "management, configuration",
    "console..., configuration|queue",
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
  void theRootKnowsNoStageButForTheSwitchInItsPackageInfo() {
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .and()
        .doNotHaveSimpleName("package-info")
        .and(isNotGenerated())
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(ROOT)))
        .check(CODE);
  }

  @Test
  void nothingElseIsPublicApiThanTheRootAndWhatUsersNeedOfTheConfiguration() {
    classes()
        .that()
        .arePublic()
        .and()
        .resideOutsideOfPackages(ROOT)
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
