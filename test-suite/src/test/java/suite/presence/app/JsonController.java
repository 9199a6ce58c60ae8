package suite.presence.app;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One route for each way in which JSON comes and goes. */
@Requires(missingProperty = "small.text-only")
@Controller("/json")
@SuppressWarnings("JavaUtilDate") // applications have such
final class JsonController {

  @Get("/person")
  Person person() {
    Person person = new Person();
    person.setName("Ada");
    person.setBorn(new Date(1_700_000_000_123L));
    return person;
  }

  @Post("/person")
  Person person(@Body Person person) {
    return person;
  }

  @Get("/animal")
  Animal animal() {
    Animal animal = new Animal();
    animal.setName("Otto");
    return animal;
  }

  @Post("/animal")
  List<Animal> animal(@Body Animal animal) {
    return List.of(animal, animal);
  }

  @Get("/map")
  Map<String, Object> map() {
    return new TreeMap<>(
        Map.of("date", new Date(1_700_000_000_123L), "list", List.of(1, 2.5, "three")));
  }

  @Post("/map")
  Map<String, Object> map(@Body Map<String, Object> map) {
    return new TreeMap<>(map);
  }
}
