package suite.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;

/** The modules that are not on the class path here, since their libraries are not. */
final class OtherModules {

  private static final String CORE = "io.routeflow.micronaut";

  private OtherModules() {}

  /** What was compiled of a module. */
  static JavaClasses classes(String module) {
    Path folder = Path.of("..", module, "target", "classes");
    assertThat(folder).as("compiled before").isDirectory();
    return new ClassFileImporter().importPath(folder);
  }

  /** Facts, SPI, settings and diagnostics are for modules; the stages are not. */
  static ArchRule knowOfTheCore(String module) {
    return noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage(CORE + "..")
                .and(
                    resideOutsideOfPackages(
                        module + "..",
                        CORE,
                        CORE + ".event",
                        CORE + ".spi",
                        CORE + ".configuration",
                        CORE + ".diagnostics")));
  }

  static DescribedPredicate<JavaClass> isWrittenByHand() {
    return DescribedPredicate.describe(
        "are written by hand", type -> !type.getName().contains(".$"));
  }
}
