package suite.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who knows whom in the module for SQL. */
final class JdbcModuleTest {

  private static final String ROOT = "io.routeflow.micronaut.jdbc";
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /** Each type with what is nested in it; types outside the module are none of them. */
  private static final SliceAssignment TYPES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          return type.getPackageName().startsWith(ROOT + ".capture")
                  || type.getPackageName().startsWith(ROOT + ".delegate")
              ? SliceIdentifier.of(outermost(type).getName())
              : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
          return "each type";
        }
      };

  @Test
  void noTwoTypesOfCaptureKnowEachOtherInACircle() {
    slices().assignedFrom(TYPES).should().beFreeOfCycles().check(CODE);
  }

  @ParameterizedTest
  @CsvSource({"sql, ''", "delegate, ''", "capture, sql|delegate"})
  void aPackageKnowsThoseBelowItOnly(String name, String known) {
    String own = ROOT + "." + name;
    String[] allowed =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(own),
                java.util.Arrays.stream(known.split("[|]")).map(below -> ROOT + "." + below))
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(own)
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(allowed)))
        .check(CODE);
  }

  @Test
  void itKnowsOfTheCoreWhatIsForModulesOnly() {
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

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(JdbcModuleTest::outermost).orElse(type);
  }
}
