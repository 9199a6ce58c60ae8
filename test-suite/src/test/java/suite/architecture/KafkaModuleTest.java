package suite.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

/** What the module for Kafka knows and shows; its classes are read from its folder. */
final class KafkaModuleTest {

  private static final String ROOT = "io.routeflow.micronaut.kafka";
  private static final JavaClasses CODE = OtherModules.classes("routeflow-micronaut-kafka");

  @Test
  void ofTheCoreItKnowsWhatModulesMayKnowOnly() {
    OtherModules.knowOfTheCore(ROOT).check(CODE);
  }

  @Test
  void noneOfItIsPublicApi() {
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .and(OtherModules.isWrittenByHand())
        .should()
        .bePublic()
        .check(CODE);
  }
}
