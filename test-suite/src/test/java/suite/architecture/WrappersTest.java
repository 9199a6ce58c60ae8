package suite.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.routeflow.micronaut.jdbc.delegate.ForwardingWrapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What keeps the wrappers of JDBC cheap to make and safe to share: a fence of the virtual machine
 * stands behind the constructor of a class with a final field, and only there.
 */
final class WrappersTest {

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.routeflow.micronaut.jdbc");

  @Test
  void aWrapperKeepsItsTargetInAFinalFieldOfItsOwn() {
    List<JavaClass> wrappers =
        CODE.stream()
            .filter(type -> type.isAssignableTo(ForwardingWrapper.class))
            .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
            .toList();

    assertThat(wrappers)
        .hasSizeGreaterThan(5)
        .allSatisfy(
            type ->
                assertThat(type.getField("target").getModifiers()).contains(JavaModifier.FINAL));
  }

  @Test
  void noFenceStandsBeforeTheFieldsOfAWrapper() {
    fields()
        .that()
        .areDeclaredInClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "are bases of wrappers",
                (JavaClass type) ->
                    type.isAssignableTo(ForwardingWrapper.class)
                        && type.getModifiers().contains(JavaModifier.ABSTRACT)))
        .should()
        .beStatic()
        .allowEmptyShould(true)
        .check(CODE);
  }
}
