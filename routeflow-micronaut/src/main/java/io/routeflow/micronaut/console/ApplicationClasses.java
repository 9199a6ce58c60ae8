package io.routeflow.micronaut.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanProvider;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.web.router.Router;
import io.routeflow.micronaut.console.json.JsonObject;
import io.routeflow.micronaut.spi.GeneratedClass;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The classes that handlers and repository methods are named by, so that the page can lead to their
 * sources. Events have their simple names only; the whole ones are for the developer's own machine.
 *
 * @param names whole names by simple ones; what two classes are called is left out
 */
record ApplicationClasses(Map<String, String> names) implements JsonObject {

  /** Classes that are named at most. */
  static final int MAX_CLASSES = 1000;

  /** By name, so that the annotation need not be on the class path. */
  private static final String REPOSITORY = "io.micronaut.data.annotation.Repository";

  private static final String AMBIGUOUS = "";

  /** Copies the map, so that it cannot change any more. */
  ApplicationClasses {
    names = Map.copyOf(names);
  }

  static ApplicationClasses of(BeanProvider<Router> router, BeanContext beans) {
    Stream<String> controllers =
        router.get().uriRoutes().map(route -> route.getTargetMethod().getDeclaringType().getName());
    Stream<String> repositories =
        beans.getBeanDefinitions(Qualifiers.byStereotype(REPOSITORY)).stream()
            .map(BeanDefinition::getBeanType)
            .map(Class::getName);
    Map<String, String> found = new TreeMap<>();
    Stream.concat(controllers, repositories)
        .map(GeneratedClass::origin)
        .distinct()
        .limit(MAX_CLASSES)
        .forEach(name -> found.merge(simple(name), name, (one, other) -> AMBIGUOUS));
    found.values().removeIf(AMBIGUOUS::equals);
    return new ApplicationClasses(found);
  }

  private static String simple(String type) {
    return type.substring(1 + Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')));
  }

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("classes");
    for (Map.Entry<String, String> name : new TreeMap<>(names).entrySet()) {
      json.writeStringField(name.getKey(), name.getValue());
    }
    json.writeEndObject();
  }
}
