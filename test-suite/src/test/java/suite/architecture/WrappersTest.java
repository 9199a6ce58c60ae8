package suite.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaFieldAccess.AccessType;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.routeflow.micronaut.jdbc.delegate.ForwardingWrapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What makes it safe that the target of a wrapper is no final field. */
final class WrappersTest {

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.routeflow.micronaut.jdbc");

  @Test
  void aWrapperKeepsTheTargetThatItWasMadeWith() {
    noClasses()
        .should()
        .setFieldWhere(
            DescribedPredicate.describe(
                "the target of a wrapper is set after its construction",
                (JavaFieldAccess access) ->
                    access.getAccessType() == AccessType.SET
                        && access.getTarget().getName().equals("target")
                        && access.getTargetOwner().isAssignableTo(ForwardingWrapper.class)
                        && !access.getOrigin().isConstructor()))
        .check(CODE);
  }

  @Test
  void aWrapperEndsWithAFinalFieldOfItsOwnWhoseFenceServesTheTargetToo() {
    List<JavaClass> wrappers =
        CODE.stream()
            .filter(type -> type.isAssignableTo(ForwardingWrapper.class))
            .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
            .toList();

    assertThat(wrappers).hasSizeGreaterThan(5).allMatch(WrappersTest::endsWithFinalField);
  }

  private static boolean endsWithFinalField(JavaClass type) {
    return type.getFields().stream()
        .map(field -> field.getModifiers())
        .anyMatch(
            modifiers ->
                modifiers.contains(JavaModifier.FINAL) && !modifiers.contains(JavaModifier.STATIC));
  }
}
