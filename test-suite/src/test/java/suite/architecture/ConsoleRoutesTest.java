package suite.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;

/** No route can be added to the console that answers without a grant. */
final class ConsoleRoutesTest {

  private static final String CONSOLE = "io.routeflow.micronaut.console";
  private static final String ACCESS = CONSOLE + ".access.";
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(CONSOLE);

  @Test
  void eachControllerIsOneThatTheFilterRecognizes() {
    classes()
        .that()
        .areAnnotatedWith("io.micronaut.http.annotation.Controller")
        .should()
        .beAssignableTo(ACCESS + "ConsoleRoutes")
        .check(CODE);
  }

  @Test
  void eachRouteAnswersThroughTheGuard() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .areAssignableTo(ACCESS + "ConsoleRoutes")
        .and()
        .areMetaAnnotatedWith("io.micronaut.http.annotation.HttpMethodMapping")
        .should(answerThroughTheGuard())
        .check(CODE);
  }

  private static ArchCondition<JavaMethod> answerThroughTheGuard() {
    return new ArchCondition<>("answer through the guard") {
      @Override
      public void check(JavaMethod route, ConditionEvents events) {
        boolean guarded = callsGuard(route) || callsOwnMethodThatCallsGuard(route);
        events.add(new SimpleConditionEvent(route, guarded, route.getFullName()));
      }
    };
  }

  private static boolean callsOwnMethodThatCallsGuard(JavaMethod route) {
    return route.getMethodCallsFromSelf().stream()
        .filter(call -> call.getTargetOwner().equals(route.getOwner()))
        .flatMap(call -> call.getTarget().resolveMember().stream())
        .anyMatch(ConsoleRoutesTest::callsGuard);
  }

  private static boolean callsGuard(JavaMethod method) {
    return method.getMethodCallsFromSelf().stream()
        .anyMatch(call -> call.getTargetOwner().getFullName().equals(ACCESS + "AccessGuard"));
  }
}
