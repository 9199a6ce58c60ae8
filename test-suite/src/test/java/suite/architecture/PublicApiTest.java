package suite.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What users see of the modules says what it is for, and since when it is there. */
final class PublicApiTest {

  private static final List<Path> ROOTS =
      List.of(
          Path.of("io/routeflow/micronaut"),
          Path.of("io/routeflow/micronaut/event"),
          Path.of("io/routeflow/micronaut/spi"),
          Path.of("io/routeflow/micronaut/jdbc"),
          Path.of("io/routeflow/micronaut/opentelemetry"));
  private static final String SINCE = "@since ";

  @Test
  void eachPublicTypeAndMemberOfTheRootPackagesIsDocumentedAndEachTypeSinceWhen() {
    List<String> seen = new ArrayList<>();
    List<String> lacking = new ArrayList<>();
    Sources.parse(
        Sources.main().stream()
            .filter(file -> ROOTS.stream().anyMatch(file.resolveSibling("")::endsWith))
            .toList(),
        (unit, trees) -> new Members(unit, trees, seen, lacking).scan(unit, null));

    assertThat(seen).contains("Routeflow", "Routeflow.flush", "JdbcConfiguration");
    assertThat(lacking).isEmpty();
  }

  /** Goes through what is public, and leaves out what is within anything that is not. */
  private static final class Members extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;
    private final Trees trees;
    private final List<String> seen;
    private final List<String> lacking;

    Members(CompilationUnitTree unit, Trees trees, List<String> seen, List<String> lacking) {
      this.unit = unit;
      this.trees = trees;
      this.seen = seen;
      this.lacking = lacking;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
      if (!isPublic(type.getModifiers())) {
        return null;
      }
      boolean outermost = getCurrentPath().getParentPath().getLeaf() == unit;
      boolean api = !isAnnotated(type.getModifiers(), "Internal");
      check(type.getSimpleName().toString(), outermost && api);
      return super.visitClass(type, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      // what overrides is documented where it comes from; what the compiler adds is nowhere
      boolean written = trees.getSourcePositions().getEndPosition(unit, method) >= 0;
      if (isPublic(method.getModifiers())
          && written
          && !isAnnotated(method.getModifiers(), "Override")) {
        check(owner() + "." + method.getName(), false);
      }
      return null;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree field, @Nullable Void nothing) {
      if (isPublic(field.getModifiers())) {
        check(owner() + "." + field.getName(), false);
      }
      return null;
    }

    private String owner() {
      return ((ClassTree) getCurrentPath().getParentPath().getLeaf()).getSimpleName().toString();
    }

    private void check(String name, boolean sinceWhen) {
      seen.add(name);
      String text = trees.getDocComment(getCurrentPath());
      if (text == null || text.isBlank()) {
        lacking.add(name + " is not documented");
      } else if (sinceWhen && !text.contains(SINCE)) {
        lacking.add(name + " does not say since when");
      }
    }

    private boolean isPublic(ModifiersTree modifiers) {
      Tree outer = getCurrentPath().getParentPath().getLeaf();
      boolean implicitly =
          outer instanceof ClassTree type
              && (type.getKind() == Tree.Kind.INTERFACE
                  || type.getKind() == Tree.Kind.ANNOTATION_TYPE)
              && !modifiers.getFlags().contains(Modifier.PRIVATE);
      return implicitly || modifiers.getFlags().contains(Modifier.PUBLIC);
    }

    private static boolean isAnnotated(ModifiersTree modifiers, String name) {
      return modifiers.getAnnotations().stream()
          .anyMatch(annotation -> annotation.getAnnotationType().toString().equals(name));
    }
  }
}
